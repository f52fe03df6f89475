"""What the Teams side needs to be told, checked before anything listens."""

from dataclasses import dataclass, field

from bot.access import is_loopback
from bot.errors import SettingsError
from bot.settings import Settings

METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
ISSUER = "https://api.botframework.com"
"""Source: learn.microsoft.com/azure/bot-service/rest-api, connector authentication."""
HOSTS = frozenset({"smba.trafficmanager.net"})
"""Where Teams receives answers; the bot's token is sent there and nowhere else."""
DOMAINS = (".botframework.com",)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsConfiguration:
    """Who the bot is in Azure, and whose messages it takes."""

    client_id: str
    client_secret: str = field(repr=False)
    app_tenant: str
    """The directory that the bot is registered in, where its token is asked for."""
    tenants: frozenset[str]
    """Directories whose messages are taken; in small letters."""
    metadata_url: str = METADATA
    """What names the keys that Microsoft signs with."""
    issuer: str = ISSUER
    hosts: frozenset[str] = HOSTS
    """Hosts that may be sent to, by https."""
    loopback: bool = False
    """Whether a counterpart on this machine may be sent to as well; in tests and with the
    playground alone."""
    unauthenticated: bool = False
    """Whether messages without a token are taken; on loopback alone."""
    lease_seconds: float = 30.0
    invoke_seconds: float = 8.0
    """How long a press or a search may take; Teams gives up after ten to fifteen."""


def configuration(settings: Settings, *, host: str, told_twice: bool) -> TeamsConfiguration:
    """The configuration of a process that listens on `host`.

    Raises:
        SettingsError: a variable is missing, or the door would be open to others; names it.
    """
    if settings.teams_unauthenticated or told_twice:
        return _open(settings, host, told_twice)
    missing = [
        f"PRINCIPBOT_{name}"
        for name, value in (
            ("TEAMS_CLIENT_ID", settings.teams_client_id),
            ("TEAMS_CLIENT_SECRET", settings.teams_client_secret),
            ("TEAMS_TENANT", settings.teams_tenant),
            ("KEY", settings.key),
        )
        if not value
    ]
    if missing or settings.teams_client_secret is None:
        raise SettingsError(f"Teams mangler {', '.join(missing)}. Se docs/teams.md.")
    return TeamsConfiguration(
        client_id=settings.teams_client_id or "",
        client_secret=settings.teams_client_secret.get_secret_value(),
        app_tenant=settings.teams_tenant or "",
        tenants=_tenants(settings),
    )


def _open(settings: Settings, host: str, told_twice: bool) -> TeamsConfiguration:
    """Without tokens: told so twice, and reached from this machine alone."""
    if not (settings.teams_unauthenticated and told_twice):
        raise SettingsError(
            "Teams uden tokens kræver både PRINCIPBOT_TEAMS_UNAUTHENTICATED=1 og"
            " --teams-unauthenticated, og er kun til forsøg på denne maskine."
        )
    if not is_loopback(host):
        raise SettingsError(
            f"Teams uden tokens må kun lytte på 127.0.0.1, ikke på {host}. Fjern"
            " PRINCIPBOT_TEAMS_UNAUTHENTICATED."
        )
    return TeamsConfiguration(
        client_id=settings.teams_client_id or "principbot",
        client_secret="",
        app_tenant=settings.teams_tenant or "",
        tenants=_tenants(settings),
        loopback=True,
        unauthenticated=True,
    )


def _tenants(settings: Settings) -> frozenset[str]:
    listed = [settings.teams_tenant or "", *settings.teams_tenants.split(",")]
    return frozenset(name.strip().lower() for name in listed if name.strip())
