"""The pages. Each serves places of its name; they do not know each other."""

from app.page import Page
from app.pages.help import HelpPage
from app.pages.incident import IncidentPage
from app.pages.lists import ListPage
from app.pages.person import PersonPage
from app.pages.record import AnyRecordPage
from app.pages.today import TodayPage

PAGES: tuple[type[Page], ...] = (
    TodayPage,
    ListPage,
    PersonPage,
    IncidentPage,
    AnyRecordPage,
    HelpPage,
)
