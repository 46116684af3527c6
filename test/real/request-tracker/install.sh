#!/bin/bash
# Puts the packages that Request Tracker 5 needs onto a Debian 12 machine. Run as root; changes nothing when all are
# present. Nothing is started, and no database is made: up.sh makes one for each run.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Only what is absent is named, because apt upgrades a package that is named. msmtp-mta is the smallest thing that
# satisfies "mail-transport-agent"; without it apt would choose a mail server.
missing=()
for package in request-tracker5 rt5-standalone rt5-db-sqlite starman msmtp-mta curl; do
  if [ "$package" = msmtp-mta ] && [ -x /usr/sbin/sendmail ]; then continue; fi
  installed "$package" || missing+=("$package")
done
if [ ${#missing[@]} = 0 ]; then
  echo 'request-tracker5, rt5-standalone, rt5-db-sqlite, starman and curl are present'
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo "run as root, or install by hand: ${missing[*]}" >&2
  exit 1
fi

# invoke-rc.d asks this file before it starts a service; 101 is "forbidden". An administrator's own file stays.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi

# Debian would make a site of its own, with a database and a configuration under /etc.
debconf-set-selections <<'ANSWERS'
request-tracker5 request-tracker5/dbconfig-install boolean false
request-tracker5 request-tracker5/handle-siteconfig-permissions boolean false
request-tracker5 request-tracker5/initial-root-password password unused
request-tracker5 request-tracker5/initial-root-password-again password unused
msmtp msmtp/apparmor boolean false
ANSWERS

apt=(apt-get -q -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3)
add() { "${apt[@]}" install -y --no-install-recommends --no-upgrade "${missing[@]}"; }

# A fresh image has no package lists, an old one has lists of versions that the mirror no longer holds.
for package in "${missing[@]}"; do
  if [ -z "$(apt-cache policy "$package" | sed -n 's/^ *Candidate: \([^(].*\)/\1/p')" ]; then
    "${apt[@]}" update
    break
  fi
done
add || { "${apt[@]}" update && add; }
