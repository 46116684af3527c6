"""
OpenStack Swift with its S3 interface, whole, in one process and one folder: account, container and object servers behind a
proxy, on free ports of 127.0.0.1. Prints the proxy's port when all of them listen; ends with its parent.

serve.py FOLDER ACCESS_KEY SECRET_KEY
"""
import os
import sys
import eventlet

eventlet.monkey_patch()

from eventlet import wsgi  # noqa: E402
from swift.common import utils  # noqa: E402
from swift.common.ring import RingBuilder  # noqa: E402

folder, access_key, secret_key = sys.argv[1:]
kinds = ("account", "container", "object")


def write(name, text):
    with open(os.path.join(folder, name), "w") as file:
        file.write(text)
    return os.path.join(folder, name)


os.makedirs(os.path.join(folder, "disks", "one"))
write("swift.conf", "[swift-hash]\nswift_hash_path_suffix = here\n[storage-policy:0]\nname = only\ndefault = yes\n")
utils.set_swift_dir(folder)

from swift.common.wsgi import loadapp  # noqa: E402

common = f"swift_dir = {folder}\ndevices = {folder}/disks\nmount_check = false\nlog_name = swift\n"
sockets = {kind: eventlet.listen(("127.0.0.1", 0)) for kind in (*kinds, "proxy")}
port_of = {kind: socket.getsockname()[1] for kind, socket in sockets.items()}

for kind in kinds:
    ring = RingBuilder(part_power=4, replicas=1, min_part_hours=0)
    ring.add_dev({"id": 0, "region": 1, "zone": 1, "weight": 1, "device": "one", "ip": "127.0.0.1", "port": port_of[kind]})
    ring.rebalance()
    ring.get_ring().save(os.path.join(folder, f"{kind}.ring.gz"))
    write(
        f"{kind}-server.conf",
        f"[DEFAULT]\n{common}[pipeline:main]\npipeline = {kind}-server\n[app:{kind}-server]\nuse = egg:swift#{kind}\n",
    )

write(
    "proxy-server.conf",
    f"""[DEFAULT]
{common}
[pipeline:main]
pipeline = catch_errors cache listing_formats s3api tempauth bulk slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
[filter:s3api]
use = egg:swift#s3api
# The smallest part that it takes but for the last, as Amazon has it.
min_segment_size = 5242880
[filter:tempauth]
use = egg:swift#tempauth
user_{access_key.replace(":", "_")} = {secret_key} .admin
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:bulk]
use = egg:swift#bulk
[filter:slo]
use = egg:swift#slo
""",
)

for kind, socket in sockets.items():
    app = loadapp(os.path.join(folder, f"{kind}-server.conf"))
    with open(os.path.join(folder, f"{kind}.log"), "w") as nothing:
        pass
    log = open(os.path.join(folder, f"{kind}.log"), "a", buffering=1)
    eventlet.spawn(wsgi.server, socket, app, log, custom_pool=eventlet.GreenPool(200))

print(port_of["proxy"], flush=True)
eventlet.tpool.execute(sys.stdin.read)
