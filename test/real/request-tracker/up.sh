#!/bin/bash
# Brings up Request Tracker 5 with a work-order desk, on 127.0.0.1 only, on SQLite, without systemd and without a browser.
# Settings: settings.sh; logins: seed/10-desk.pl. A run that is already there is ended and made anew.
# Last line of output: {"url": …, "database": …, "run": …}
here=$(cd "$(dirname "$0")" && pwd)
. "$here/settings.sh"
package=/usr/share/request-tracker5
[ -x "$package/libexec/rt-server" ] && command -v rt-setup-database-5 starman curl >/dev/null ||
  fail 'packages are missing; run install.sh as root'

[ ! -e "$RUN" ] || [ -e "$MARK" ] || [ -z "$(ls -A "$RUN")" ] || fail "$RUN holds something else; choose another RUN"
stop_run
rm -rf "$RUN"
mkdir -p "$RUN"/{conf.d,log,mason,session}
touch "$MARK"
trap '[ $? = 0 ] || { stop_run; echo "request-tracker: up failed; the logs are in $RUN/log" >&2; }' EXIT

[ "$HTTP_PORT" != 0 ] || HTTP_PORT=$(perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1")->sockport')
url=http://127.0.0.1:$HTTP_PORT/

# RT reads its own files under /etc unless it is told of others.
export RT_SITE_CONFIG=$RUN/RT_SiteConfig.pm RT_SITE_CONFIG_DIR=$RUN/conf.d
cat >"$RT_SITE_CONFIG" <<CONF
Set(\$rtname, 'desk.example.test');
Set(\$Organization, 'example.test');
Set(\$Timezone, 'UTC');
Set(\$DatabaseType, 'SQLite');
Set(\$DatabaseName, '$RUN/rt5.sqlite3');
Set(\$WebDomain, '127.0.0.1');
Set(\$WebPort, $HTTP_PORT);
Set(\$WebBaseURL, 'http://127.0.0.1:$HTTP_PORT');
Set(\$WebSessionClass, 'Apache::Session::File');
Set(\$MailCommand, 'mbox');
Set(\$LogToSyslog, undef);
Set(\$LogToFile, undef);
Set(\$LogToSTDERR, 'warning');
\$RT::MasonDataDir = '$RUN/mason';
\$RT::MasonSessionDir = '$RUN/session';
\$RT::VarPath = '$RUN';
\$RT::LogPath = '$RUN/log';
1;
CONF

seed() { # seed DATAFILE
  local log
  log=$RUN/log/$(basename "$1").log
  rt-setup-database-5 --action insert --datafile "$1" >"$log" 2>&1 </dev/null
  ! grep -E '\[(error|crit)' "$log" >&2 || fail "seeding failed; see $log"
}

# RT needs half a minute to write the seed, so a database is made once for each seed and each RT, and copied after that.
key=$(cat "$here"/seed/*.pl <(dpkg-query -W -f='${Version}' request-tracker5) | sha256sum | cut -c1-16)
cached=$SEEDS/$key.sqlite3
if [ ! -e "$cached" ]; then
  printf 'rootpw123' >"$RUN/root-password"
  rt-setup-database-5 --action init --skip-create --root-password-file "$RUN/root-password" >"$RUN/log/init.log" 2>&1 </dev/null
  for datafile in "$here"/seed/*.pl; do seed "$datafile"; done
  mkdir -p "$SEEDS"
  cp "$RUN/rt5.sqlite3" "$cached.$$"
  mv "$cached.$$" "$cached"
fi
cp "$cached" "$RUN/rt5.sqlite3"

cd "$RUN"
setsid "$package/libexec/rt-server" --server Starman --host 127.0.0.1 --port "$HTTP_PORT" --workers 2 \
  >"$RUN/log/server.log" 2>&1 </dev/null &
echo $! >"$RUN/server.pid"
until curl -fsS -o "$RUN/log/login.html" "$url" 2>"$RUN/log/curl.log"; do
  kill -0 "$(cat server.pid)" 2>/dev/null || fail 'the server ended; see log/server.log'
  sleep 0.1
done
grep -q 'name="pass"' "$RUN/log/login.html" || fail 'no login page came'

echo "{\"url\":\"$url\",\"database\":\"$RUN/rt5.sqlite3\",\"run\":\"$RUN\"}"
