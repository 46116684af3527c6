# A company with its books and its people, made the way an administrator makes it. Sourced by up.sh.

page() { # page SCRIPT curl's arguments…   (the application shows HTML only to somebody with a User-Agent)
  curl -fsS -A Mozilla/5.0 "$url$1" "${@:2}"
}

# The same posts as the forms of admin.pl, then the sign-in that brings a new data set to the program's version.
new_company() {
  page admin.pl -d path=bin/mozilla -d action=do_change_password -d new_password=rootpw -d confirm_password=rootpw \
    -o log/root-password.html
  page admin.pl -d path=bin/mozilla -d action=dbcreate -d password=rootpw -d dbdriver=Pg -d dbhost=127.0.0.1 \
    -d "dbport=$PG_PORT" -d dbuser=sql-ledger -d dbpasswd=x -d dbdefault=template1 -d "db=$DATASET" \
    --data-urlencode "company=$COMPANY" -d name=Admin -d email=admin%40lakeside.test -d adminpassword=adminpw \
    -d mastertemplates=Default -d encoding=UTF8 -d chart=Default -o log/create.html
  grep -q "^\[admin@$DATASET\]" app/users/members || fail 'the data set was not created; see log/create.html'
  page login.pl -d path=bin/mozilla -d action=login -d login=admin -d password=adminpw -d js=1 -o log/upgrade.html
}

seed_books() {
  local part
  cat kit/seed/*.sql >seed.sql
  { echo 'begin;'; cat seed.sql; echo 'commit; analyze;'; } | sql "$DATASET" >log/seed.log
}

# SQL-Ledger keeps its logins in a text file; rights (acs) are in the employee table, which the seed fills.
add_users() {
  perl kit/members.pl "$DATASET" "$COMPANY" "$PG_PORT" >>app/users/members
}

prove_sign_in() {
  page login.pl -d path=bin/mozilla -d action=login -d login=clerk -d password=clerkpw -d js=1 -o log/login.html
  grep -qi '<frame name="main_window"' log/login.html || fail 'the clerk cannot sign in; see log/login.html'
}
