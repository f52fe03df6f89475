"""What the settings must say before anything starts."""

import pytest

from bot.errors import SettingsError
from bot.settings import Settings
from bot.slack.configuration import configuration
from bot.slack.opened import opened
from bot.state import new_key

_ONE = {"key": "k", "slack_bot_token": "xoxb-1"}
_MANY = {
    "key": "k",
    "slack_client_id": "1.2",
    "slack_client_secret": "s",
    "slack_signing_secret": "s",
    "base_url": "https://bot.kommune.dk/",
}


@pytest.mark.parametrize(
    ("given", "socket", "missing"),
    [
        ({}, True, ["KEY", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]),  # nothing
        (_ONE, True, ["SLACK_APP_TOKEN"]),  # Socket Mode
        (_ONE, False, ["SLACK_SIGNING_SECRET"]),  # HTTP
        ({"key": "k", "slack_client_id": "1"}, False, ["SLACK_CLIENT_SECRET", "BASE_URL"]),  # OAuth
    ],
)
def test_what_is_missing_is_named(given: dict[str, str], socket: bool, missing: list[str]) -> None:
    with pytest.raises(SettingsError) as refused:
        configuration(Settings.model_validate(given), socket=socket)
    assert all(f"PRINCIPBOT_{name}" in str(refused.value) for name in missing)
    assert "xoxb-1" not in str(refused.value)


def test_a_token_and_oauth_contradict_each_other() -> None:
    with pytest.raises(SettingsError, match="ikke begge"):
        configuration(Settings.model_validate(_MANY | _ONE), socket=False)


def test_many_workspaces_get_their_return_address() -> None:
    made = configuration(Settings.model_validate(_MANY), socket=False)
    assert made.has_oauth
    assert made.redirect_url == "https://bot.kommune.dk/slack/oauth_redirect"
    assert made.api_url == "https://slack.com/api/"


def test_the_side_opens_on_a_data_folder(own_settings: Settings) -> None:
    given = {**_ONE, "key": new_key(), "slack_app_token": "xapp-1", "data": own_settings.data}
    with opened(Settings.model_validate(given), socket=True) as side:
        assert side.configuration.app_token == "xapp-1"
        assert side.edge.core.state.jobs.waiting() == 0
