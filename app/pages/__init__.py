"""The pages. Each serves places of its name; they do not know each other."""

from app.page import Page
from app.pages.dossier import DossierPage
from app.pages.duplicates import DuplicatesPage
from app.pages.help import HelpPage
from app.pages.history import HistoryPage
from app.pages.importing import ImportPage
from app.pages.incident import IncidentPage
from app.pages.lists import ListPage
from app.pages.new import NewRecordPage
from app.pages.person import PersonPage
from app.pages.receive import ReceivePage
from app.pages.record import AnyRecordPage
from app.pages.search import SearchPage
from app.pages.settings import SettingsPage
from app.pages.share import SharePage
from app.pages.source import SourcePage
from app.pages.today import TodayPage
from app.pages.trash import TrashPage

PAGES: tuple[type[Page], ...] = (
    TodayPage,
    ListPage,
    PersonPage,
    IncidentPage,
    SourcePage,
    AnyRecordPage,
    NewRecordPage,
    SearchPage,
    ImportPage,
    DossierPage,
    SharePage,
    ReceivePage,
    DuplicatesPage,
    HistoryPage,
    TrashPage,
    SettingsPage,
    HelpPage,
)
