#!/bin/bash
# Ends the Request Tracker of one RUN folder and removes the folder (KEEP=1 leaves it, with its logs).
. "$(dirname "$0")/settings.sh"

stop_run
if [ "${KEEP:-0}" != 1 ] && [ -e "$MARK" ]; then
  rm -rf "$RUN"
fi
