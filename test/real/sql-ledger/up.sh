#!/bin/bash
# Brings up SQL-Ledger with a private PostgreSQL and seeded books, on 127.0.0.1 only, without systemd and without a
# browser. Settings: settings.sh; logins: members.pl. A run that is already there is ended and made anew.
# Last line of output: {"url": …, "httpPort": …, "pgPort": …, "run": …}
here=$(cd "$(dirname "$0")" && pwd)
. "$here/settings.sh"

package=/usr/share/sql-ledger
pgbin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n1 || true)
export PATH=$PATH:/usr/sbin:$pgbin
[ -e "$package/login.pl" ] && [ -n "$pgbin" ] && command -v lighttpd curl >/dev/null ||
  fail 'packages are missing; run install.sh as root'

# The first pass makes the folder; the second goes on from the copy in it, never as root: PostgreSQL refuses root, and
# the checkout may lie where the postgres user cannot read.
if [ "$here" != "$RUN/kit" ]; then
  [ ! -e "$RUN" ] || [ -e "$MARK" ] || [ -z "$(ls -A "$RUN")" ] || fail "$RUN holds something else; choose another RUN"
  stop_run
  rm -rf "$RUN"
  mkdir -p "$RUN/log"
  cp -r "$here" "$RUN/kit"
  touch "$MARK"
  as=()
  if [ "$(id -u)" = 0 ]; then
    chown -R postgres: "$RUN"
    as=(runuser -u postgres --)
    "${as[@]}" test -x "$RUN" || fail "the postgres user cannot enter $RUN"
  fi
  RUN=$RUN HTTP_PORT=$HTTP_PORT PG_PORT=$PG_PORT exec "${as[@]}" bash "$RUN/kit/up.sh"
fi
cd "$RUN"
trap '[ $? = 0 ] || { stop_run; echo "sql-ledger: up failed; the logs are in $RUN/log" >&2; }' EXIT

free_ports() { # two different ports that nothing listens on
  perl -MIO::Socket::INET -e 'print join " ", map { $_->sockport }
    map { IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1") } 1 .. 2'
}
read -r free_http free_pg < <(free_ports && echo)
[ "$HTTP_PORT" != 0 ] || HTTP_PORT=$free_http
[ "$PG_PORT" != 0 ] || PG_PORT=$free_pg
url=http://127.0.0.1:$HTTP_PORT/sql-ledger/

. "$here/application.sh"
. "$here/company.sh"

application_tree
database_server
web_server
new_company
seed_books
add_users
prove_sign_in

echo "{\"url\":\"$url\",\"httpPort\":$HTTP_PORT,\"pgPort\":$PG_PORT,\"run\":\"$RUN\"}"
