"""First come, first served."""

import threading
import time

from casefiles.ledger.fairlock import FairLock


def wait_until_waiting(lock: FairLock, count: int) -> None:
    while len(lock._waiting) < count:
        time.sleep(0.001)


def test_it_is_given_in_the_order_it_was_asked_for() -> None:
    lock = FairLock()
    order: list[int] = []

    def work(number: int) -> None:
        with lock.held():
            order.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
    with lock.held():
        for number, thread in enumerate(threads):
            thread.start()
            wait_until_waiting(lock, number + 1)
    for thread in threads:
        thread.join()
    assert order == list(range(20))


def test_who_takes_it_again_and_again_does_not_overtake_who_waits() -> None:
    lock, waited = FairLock(), threading.Event()
    taken = 0

    def wait() -> None:
        with lock.held():
            waited.set()

    thread = threading.Thread(target=wait)
    with lock.held():
        thread.start()
        wait_until_waiting(lock, 1)
    while not waited.is_set():
        with lock.held():
            taken += not waited.is_set()
    thread.join()
    assert taken == 0


def test_its_holder_may_take_it_again() -> None:
    lock = FairLock()
    with lock.held(), lock.held():
        assert lock.mine
    assert not lock.mine


def test_nobody_is_inside_together() -> None:
    lock, inside, most = FairLock(), 0, 0

    def work() -> None:
        nonlocal inside, most
        for _ in range(200):
            with lock.held():
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_a_turn_that_is_not_taken_goes_to_the_next() -> None:
    lock = FairLock()
    turn, next_turn = threading.Event(), threading.Event()
    with lock.held():
        lock._waiting.extend([turn, next_turn])
        lock._step_back(turn)  # interrupted while waiting
    assert next_turn.is_set()
    lock._step_back(next_turn)  # interrupted after it was given
    with lock.held():
        assert lock.mine
