"""Another process that waits for a stop; run by test_stop."""

import sys
import time
from pathlib import Path

from bot.state import SqliteState
from bot.stop import StopSwitch

if __name__ == "__main__":
    store = SqliteState(Path(sys.argv[1]))
    switch = StopSwitch(store.control.stopped)
    says = "answering" if switch.stopped() is None else "stopped already"
    sys.stdout.write(f"{says}\n")
    sys.stdout.flush()
    while switch.stopped() is None:
        time.sleep(0.1)
    sys.stdout.write("stopped\n")
    store.close()
