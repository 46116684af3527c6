#!/bin/bash
# Puts the packages that SQL-Ledger needs onto a Debian 12 machine. Run as root; changes nothing when all are present.
# Nothing is started: Debian's postinst scripts would open PostgreSQL and a web server on every interface.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Only what is absent is named, because apt upgrades a package that is named.
missing=()
for package in sql-ledger lighttpd postgresql-15 curl; do
  installed "$package" || missing+=("$package")
done
if [ ${#missing[@]} = 0 ]; then
  echo 'sql-ledger, lighttpd, postgresql-15 and curl are present'
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
