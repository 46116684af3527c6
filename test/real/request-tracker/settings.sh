# Where a run lives. Sourced by up.sh and down.sh; settings come from the environment:
#   RUN        folder of everything the run writes          (default: sidedoor-request-tracker under TMPDIR)
#   HTTP_PORT  port of the application on 127.0.0.1         (default 8812; 0 takes a free one)
#   SEEDS      folder of databases that were seeded before  (default: sidedoor-request-tracker-seeds under TMPDIR)
set -euo pipefail
export LC_ALL=C.UTF-8

RUN=$(realpath -m "${RUN:-${TMPDIR:-/tmp}/sidedoor-request-tracker}")
HTTP_PORT=${HTTP_PORT:-8812}
SEEDS=$(realpath -m "${SEEDS:-${TMPDIR:-/tmp}/sidedoor-request-tracker-seeds}")
MARK=$RUN/.sidedoor-request-tracker

fail() {
  echo "request-tracker: $*" >&2
  exit 1
}

# A pid file may outlive its process and the number be somebody else's by now: it must work in the folder of this run.
# (The server writes its title over its arguments and its environment.)
runs() { # runs PID
  [ -n "$1" ] && [ "$(readlink "/proc/$1/cwd" 2>/dev/null)" = "$RUN" ]
}

stop_run() {
  local pid signal
  pid=$(head -n1 "$RUN/server.pid" 2>/dev/null) || return 0
  for signal in TERM KILL; do
    runs "$pid" || return 0
    kill -"$signal" -- "-$pid" 2>/dev/null || kill -"$signal" "$pid" 2>/dev/null || return 0
    for _ in $(seq 100); do
      # The workers go after their master: they hold the database open until then.
      kill -0 -- "-$pid" 2>/dev/null || return 0
      sleep 0.05
    done
  done
  fail "process $pid did not end"
}
