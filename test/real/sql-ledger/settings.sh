# Where a run lives and how its parts are told apart. Sourced by up.sh and down.sh; settings come from the environment:
#   RUN        folder of everything the run writes   (default: sidedoor-sql-ledger under TMPDIR)
#   HTTP_PORT  port of the application on 127.0.0.1  (default 8811; 0 takes a free one)
#   PG_PORT    port of its private PostgreSQL        (default 55811; 0 takes a free one)
set -euo pipefail
export LC_ALL=C.UTF-8

RUN=$(realpath -m "${RUN:-${TMPDIR:-/tmp}/sidedoor-sql-ledger}")
HTTP_PORT=${HTTP_PORT:-8811}
PG_PORT=${PG_PORT:-55811}
MARK=$RUN/.sidedoor-sql-ledger

# The name of the data set: an account signs in as clerk@lakeside, or as clerk while there is only one data set.
DATASET=lakeside
COMPANY='Lakeside Property Management'

fail() {
  echo "sql-ledger: $*" >&2
  exit 1
}

# A pid file may outlive its process and the number be somebody else's by now: the command line must name this run.
runs() { # runs PID
  [ -n "$1" ] && [ -r "/proc/$1/cmdline" ] && tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null | grep -qF "$RUN/"
}

end() { # end PIDFILE SIGNAL
  local pid
  pid=$(head -n1 "$1" 2>/dev/null) || return 0
  runs "$pid" || return 0
  kill -"$2" "$pid"
  for _ in $(seq 100); do
    runs "$pid" || return 0
    sleep 0.05
  done
  fail "process $pid did not end"
}

stop_run() {
  end "$RUN/lighttpd.pid" TERM
  end "$RUN/pg/postmaster.pid" QUIT # immediate shutdown: the data are thrown away anyway
}
