# Two commands; README.md tells what each does. Without make: bash .ci/demo, bash .ci/test.
.PHONY: run test lock

run:
	@bash .ci/demo

test:
	@bash .ci/test

lock:
	@bash .ci/lock
