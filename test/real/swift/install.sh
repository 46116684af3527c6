#!/bin/bash
# Puts OpenStack Swift's own code onto a Debian 12 machine, without its services: the test starts it by itself. Run as root;
# changes nothing when it is present.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

if [ "$(dpkg-query -W -f='${db:Status-Status}' python3-swift 2>/dev/null)" = installed ]; then
  echo 'python3-swift is present'
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo 'run as root, or install by hand: python3-swift' >&2
  exit 1
fi
apt=(apt-get -q -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3)
add() { "${apt[@]}" install -y --no-install-recommends --no-upgrade python3-swift; }
# A fresh image has no package lists, an old one has lists of versions that the mirror no longer holds.
add || { "${apt[@]}" update && add; }
