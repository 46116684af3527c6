# The three parts of an installation: the application's files, its database server, its web server. Sourced by up.sh.

# The packaged scripts change into /usr/share/sql-ledger, so a run needs its own copies of them; the modules they load
# from there are only read and may be links.
application_tree() {
  mkdir -p app/users app/templates app/spool app/doc tmp www
  local folder script
  for folder in SL bin sql images css locale doc/templates; do
    ln -s "$package/$folder" "app/$folder"
  done
  cp "$package"/menu.ini "$package"/VERSION "$package"/favicon.ico app/
  for script in "$package"/*.pl; do
    sed "s#\"$package\"#\"$RUN/app\"#" "$script" >"app/${script##*/}"
  done
  cat >app/sql-ledger.conf <<CONF
use vars qw(\$userspath \$spool \$memberfile \$templates \$sendmail \$images \$language \$charset \$latex \$gzip \$dvipdf \$pdftk);
\$userspath = "$RUN/app/users";
\$memberfile = "$RUN/app/users/members";
\$spool = "spool";
\$templates = "templates";
\$images = "images";
\$sendmail = "| /bin/cat >/dev/null";
\$language = "";
\$charset = "UTF8";
\$latex = \$dvipdf = \$pdftk = 0;
\$gzip = "gzip -S .gz";
# lighttpd hands no PATH to a CGI, and the application starts its next page with "perl"
\$ENV{PATH} = "/usr/bin:/bin";
1;
CONF
}

# Sockets only on loopback; no fsync, because a run's data are never worth keeping.
database_server() {
  initdb -D pg -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >log/initdb.log
  cat >>pg/postgresql.conf <<CONF
listen_addresses = '127.0.0.1'
port = $PG_PORT
unix_socket_directories = ''
fsync = off
synchronous_commit = off
full_page_writes = off
shared_buffers = 64MB
timezone = 'UTC'
log_min_messages = warning
CONF
  pg_ctl -D "$RUN/pg" -w -t 30 -l "$RUN/log/postgres.log" start >log/pg_ctl.log
  sql postgres -c 'create role "sql-ledger" superuser login'
}

sql() { # sql DATABASE arguments of psql…
  psql -q -X -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$PG_PORT" -U postgres -d "$@"
}

web_server() {
  ln -s "$RUN/app" www/sql-ledger
  cat >lighttpd.conf <<CONF
server.modules = ("mod_access", "mod_cgi", "mod_accesslog")
server.bind = "127.0.0.1"
server.port = $HTTP_PORT
server.document-root = "$RUN/www"
server.pid-file = "$RUN/lighttpd.pid"
server.errorlog = "$RUN/log/lighttpd.log"
server.upload-dirs = ("$RUN/tmp")
accesslog.filename = "$RUN/log/access.log"
accesslog.format = "%t %m %U?%q %s %b %D"
mimetype.assign = (".css" => "text/css", ".gif" => "image/gif", ".png" => "image/png", ".ico" => "image/x-icon")
cgi.assign = (".pl" => "/usr/bin/perl")
\$HTTP["url"] =~ "^/sql-ledger/(users|spool|templates|SL|sql|bin|doc)/" { url.access-deny = ("") }
CONF
  lighttpd -f "$RUN/lighttpd.conf"
  curl -fsS --retry 50 --retry-delay 0 --retry-max-time 10 --retry-connrefused -o /dev/null "${url}login.pl"
}
