"""What the settings say about Slack; names what is missing."""

from dataclasses import dataclass

from pydantic import SecretStr

from bot.errors import SettingsError
from bot.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackConfiguration:
    """How Slack is reached; exactly one of token and OAuth is set."""

    api_url: str
    authorize_url: str
    bot_token: str | None
    app_token: str | None
    signing_secret: str | None
    client_id: str | None
    client_secret: str | None
    redirect_url: str | None
    lease_seconds: float

    @property
    def has_oauth(self) -> bool:
        """Many workspaces install the app themselves."""
        return self.client_id is not None


def configuration(settings: Settings, *, socket: bool) -> SlackConfiguration:
    """The configuration for one of the two ways in.

    Raises:
        SettingsError: something is missing or contradictory; names the variable.
    """
    if settings.slack_bot_token and settings.slack_client_id:
        raise SettingsError(
            "Sæt enten PRINCIPBOT_SLACK_BOT_TOKEN (ét workspace) eller PRINCIPBOT_SLACK_CLIENT_ID"
            " (flere workspaces), ikke begge."
        )
    missing = [name for name, value in _needed(settings, socket=socket).items() if not value]
    if missing:
        names = ", ".join(f"PRINCIPBOT_{name}" for name in missing)
        raise SettingsError(f"Mangler {names} for at køre i Slack. Se docs/slack.md.")
    base = str(settings.base_url).rstrip("/") if settings.base_url else None
    return SlackConfiguration(
        api_url=str(settings.slack_api_url),
        authorize_url=str(settings.slack_authorize_url),
        bot_token=_plain(settings.slack_bot_token),
        app_token=_plain(settings.slack_app_token),
        signing_secret=_plain(settings.slack_signing_secret),
        client_id=settings.slack_client_id,
        client_secret=_plain(settings.slack_client_secret),
        redirect_url=f"{base}/slack/oauth_redirect" if base else None,
        lease_seconds=settings.slack_lease_seconds,
    )


def _needed(settings: Settings, *, socket: bool) -> dict[str, object]:
    needed: dict[str, object] = {"KEY": settings.key}
    if settings.slack_client_id:
        needed["SLACK_CLIENT_SECRET"] = settings.slack_client_secret
        needed["BASE_URL"] = settings.base_url
    else:
        needed["SLACK_BOT_TOKEN"] = settings.slack_bot_token
    if socket:
        needed["SLACK_APP_TOKEN"] = settings.slack_app_token
    else:
        needed["SLACK_SIGNING_SECRET"] = settings.slack_signing_secret
    return needed


def _plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None
