#!/usr/bin/perl
# Prints the entries of the members file: one login each, with the crypt() that the application compares.
use strict;
use warnings;

my ($dataset, $company, $pgPort) = @ARGV;
my $day = 86_400;
# Each login has its own date format, and with it the way the database writes dates for it.
my %dateStyle = ('mm-dd-yy' => 'POSTGRES, US', 'dd.mm.yy' => 'GERMAN', 'yyyy-mm-dd' => 'ISO');
my @logins = (
  # login    password    name           date format   seconds until the session ends   names that a form lists
  ['clerk',  'clerkpw',  'Casey Clerk', 'mm-dd-yy',   $day, 1000],
  # With more names than this in the books, a form has them typed.
  ['clerk2', 'clerk2pw', 'Robin Clerk', 'yyyy-mm-dd', $day, 10],
  ['viewer', 'viewerpw', 'Val Viewer',  'dd.mm.yy',   $day, 1000],
  ['short',  'shortpw',  'Sam Short',   'mm-dd-yy',   10,   1000],
);

for (@logins) {
  my ($login, $password, $name, $dateFormat, $timeout, $listed) = @$_;
  my $user = "$login\@$dataset";
  my $crypted = crypt $password, substr($user, 0, 2);
  chomp(my $dbPassword = pack 'u', 'x');
  print <<"ENTRY";
[$user]
charset=UTF8
company=$company
dateformat=$dateFormat
dbconnect=dbi:Pg:dbname=$dataset;host=127.0.0.1;port=$pgPort
dbdriver=Pg
dbhost=127.0.0.1
dbname=$dataset
dboptions=set DateStyle to '$dateStyle{$dateFormat}';set client_encoding to 'UTF8'
dbpasswd=$dbPassword
dbport=$pgPort
dbuser=sql-ledger
email=$login\@lakeside.test
name=$name
numberformat=1,000.00
password=$crypted
stylesheet=sql-ledger.css
templates=$dataset
timeout=$timeout
vclimit=$listed

ENTRY
}
