"""Re-runnable measurements; `make bench`."""
