#!/bin/bash
# Puts what the hosts in network namespaces need onto a Debian 12 machine: `ip` and PostgreSQL 15. Run as root; changes
# nothing when both are present. Nothing is started: Debian's postinst would open PostgreSQL on a port of its own.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Only what is absent is named, because apt upgrades a package that is named.
missing=()
for package in iproute2 postgresql-15; do
  installed "$package" || missing+=("$package")
done
if [ ${#missing[@]} = 0 ]; then
  echo 'iproute2 and postgresql-15 are present'
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
add || { "${apt[@]}" update && add; }
