"""Configuration from the environment and `.env`, read once at start."""

import os
from pathlib import Path

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, HttpUrl, SecretStr, ValidationError

from bot.errors import SettingsError

_PREFIX = "PRINCIPBOT_"


class Settings(BaseModel):
    """Everything that can be configured; without anything set, the terminal works.

    Raises:
        SettingsError: a variable has a value that cannot be used; the message names it.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    data: Path = user_data_path("principbot", appauthor=False)
    """Folder of database, index and state."""
    base_url: HttpUrl | None = None
    """Where our reader is reached from outside; without it chat links to the official source."""
    trusted_proxies: str = ""
    """Addresses or networks whose word is taken for who the person is; see docs/adgang.md."""
    user_header: str = "x-forwarded-email"
    """The header in which those proxies name the person."""
    trainers: str = ""
    """Users, separated by commas."""
    operators: str = ""
    """Users, separated by commas."""

    semantic: bool = False
    """Let likeness in meaning count; needs `principbot[semantic]`, see docs/betydning.md."""
    questions: Path | None = None
    """Folder with `*.tsv` of one's own typical questions, beside the installed ones."""

    per_person: int = Field(default=10, ge=1, le=10_000)
    """Questions a minute of one person."""
    per_channel: int = Field(default=40, ge=1, le=100_000)
    """Questions a minute of one channel, or of the web page that nobody signs in to."""

    key: SecretStr | None = None
    """Seals questions that wait and tokens; `principbot data new-key` makes one."""
    slack_bot_token: SecretStr | None = None
    """`xoxb-…` of the one workspace."""
    slack_app_token: SecretStr | None = None
    """`xapp-…`; Socket Mode, for networks without inbound traffic."""
    slack_signing_secret: SecretStr | None = None
    """For requests over HTTP."""
    slack_client_id: str | None = None
    """For many workspaces by OAuth, with `slack_client_secret`."""
    slack_client_secret: SecretStr | None = None
    slack_api_url: HttpUrl = HttpUrl("https://slack.com/api/")
    slack_authorize_url: HttpUrl = HttpUrl("https://slack.com/oauth/v2/authorize")
    slack_lease_seconds: float = Field(default=30.0, ge=1, le=300)
    """How long an accepted question waits for its process before another takes it over."""

    teams_client_id: str | None = None
    """The bot's application id in Azure."""
    teams_client_secret: SecretStr | None = None
    teams_tenant: str | None = None
    """The directory that the bot is registered in; its messages are taken."""
    teams_tenants: str = ""
    """Other directories whose messages are taken, separated by commas."""
    teams_unauthenticated: bool = False
    """Take messages without a token; refused but on loopback and with the option of `serve`."""
    tips: Path | None = None
    """Folder with `tips/*.toml` and `quiz/*.toml` of one's own, beside the installed ones."""
    tip_managers: str = ""
    """Users, separated by commas, who alone sign channels up and off; empty = every member."""

    @property
    def database(self) -> Path:
        """The collection's database."""
        return self.data / "samling.db"

    @property
    def state(self) -> Path:
        """The database of jobs, installations and settings."""
        return self.data / "state.db"

    @property
    def index(self) -> Path:
        """Root of the index generations."""
        return self.data / "indeks"


def _read(env_file: Path) -> dict[str, str | None]:
    from dotenv import dotenv_values  # noqa: PLC0415 - a question must start fast

    return dotenv_values(env_file)


def load(env_file: Path = Path(".env")) -> Settings:
    """Settings from the environment, which wins, and the `.env` beside it."""
    file = _read(env_file) if env_file.is_file() else {}
    merged = {**file, **os.environ}
    values = {
        name.removeprefix(_PREFIX).lower(): value
        for name, value in merged.items()
        if name.startswith(_PREFIX) and value
    }
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        names = ", ".join(
            f"{_PREFIX}{'_'.join(map(str, e['loc'])).upper()}" for e in error.errors()
        )
        raise SettingsError(f"Ugyldig værdi i {names}. Se .env.example.") from error
