"""The manifest against Microsoft's own schema, read from its npm package: `python -m …manifest`."""

import json
from pathlib import Path

from jsonschema import Draft4Validator

from tests.bot.teams.checks import GOLDEN

_SCHEMAS = Path(".e2e/teams/node_modules/@microsoft/app-manifest/build/json-schemas/teams")


def main() -> None:
    made = json.loads((GOLDEN / "manifest.json").read_text("utf-8"))
    schema = _SCHEMAS / f"v{made['manifestVersion']}" / "MicrosoftTeams.schema.json"
    Draft4Validator(json.loads(schema.read_text("utf-8"))).validate(made)
    print(f"The manifest is valid by Microsoft's schema {made['manifestVersion']}")  # noqa: T201 - what the run says


if __name__ == "__main__":
    main()
