# Initial data of RT: tickets, written through RT's own objects so that each has the history that RT gives it.
use strict;
use warnings;
use utf8;
use Digest::MD5 qw(md5_hex);
our @Final;

# The same "random" numbers each time.
sub pick { my ($n, $what, @from) = @_; return $from[ hex(substr(md5_hex("$n:$what"), 0, 7)) % @from ] }

my @jobs = (
  ['Kitchen sink leaking', 'Plumbing'], ['Toilet runs constantly', 'Plumbing'], ['No hot water', 'Plumbing'],
  ['Bedroom outlet dead', 'Electrical'], ['Breaker trips', 'Electrical'], ['AC not cooling', 'HVAC'],
  ['Furnace: no heat', 'HVAC'], ['Dishwasher will not drain', 'Appliance'], ['Fridge warm', 'Appliance'],
  ['Closet door off track', 'Carpentry'], ['Lost key, change lock', 'Locks'], ['Ants in kitchen', 'Pest'],
  ['Gate will not close', 'Grounds'], ['Parking lot light out', 'Grounds'],
);
my @buildings = ('Lakeside Towers', 'Maple Court', 'Harbor View', 'Cedar Grove', "St. Mary's Row");
my @technicians = qw(ana.ruiz bill.kern cho.min dev.patel eli.stone fran.weiss gus.ober hana.ito);
my @states      = qw(new new open open open stalled resolved resolved rejected);

# Subjects and bodies that a screen may get wrong.
my @odd = (
  ['Müller: Türschloss klemmt – größere Reparatur', "Grüße,\nJörg Müller"],
  ['山田様 台所の水漏れ', "至急お願いします。\n山田"],
  ['<b>Bold</b> & "quoted" <script>alert(1)</script>', "1 < 2 && 3 > 2\n<script>alert('no')</script>"],
  ["It's 100% O'Brien's \\ back_slash", "Percent % and underscore _ and quote ' and backslash \\"],
  ['  Spaces   inside and around  ', "  indented\n\n\ttab and   runs of blanks\n"],
  ['Emoji 🔧 wrench', "🔧🔧"],
  ['', 'No subject at all'],
  [('Very long ' x 18) . 'subject', join("\n", map { "line $_ of a long body " . ('word ' x 12) } 1 .. 60)],
);

my %fields;
my @told;

sub as { my $name = shift; my $user = RT::CurrentUser->new; $user->LoadByName($name); return $user }

sub custom_field {
  my $field = RT::CustomField->new(RT->SystemUser);
  $field->LoadByCols(Name => $_[0]);
  return $field->id;
}

sub text { my ($type, $body, @more) = @_; return MIME::Entity->build(Type => $type, Charset => 'UTF-8', Data => Encode::encode('UTF-8', $body), @more) }

sub create {
  my ($n, %its) = @_;
  my $ticket = RT::Ticket->new(as($its{by} // 'dispatch'));
  my %cf = map { ("CustomField-$fields{$_}" => $its{fields}{$_}) } grep { defined $its{fields}{$_} } keys %{ $its{fields} };
  my ($id, undef, $message) = $ticket->Create(
    Queue => $its{queue} // 'Work Orders', Subject => $its{subject}, Requestor => $its{requestor} // "tenant$n\@tenant.test",
    Owner => $its{owner} // 'Nobody', Status => $its{status} // 'new', Priority => $its{priority} // 0,
    ($its{due} ? (Due => $its{due}) : ()), ($its{body} ? (MIMEObj => text('text/plain', $its{body})) : ()), %cf,
  );
  die "ticket $n: $message" unless $id;
  return $ticket;
}

@Final = (sub {
  # Nobody is told of what is seeded. Afterwards only the scrips that send no mail come back.
  my $scrips = RT::Scrips->new(RT->SystemUser);
  $scrips->UnLimit;
  while (my $scrip = $scrips->Next) { $scrip->SetDisabled(1), push @told, $scrip->id unless $scrip->Disabled }
  %fields = map { ($_ => custom_field($_)) } 'Building', 'Unit', 'Trade', 'Permission to enter';

  $RT::Handle->BeginTransaction;
  for my $n (1 .. 240) {
    my ($job, $trade) = @{ pick($n, 'job', @jobs) };
    my $queue = pick($n, 'queue', ('Work Orders') x 7, 'Make Ready');
    my ($building, $unit) = (pick($n, 'building', @buildings), 100 * pick($n, 'floor', 1 .. 4) + pick($n, 'door', 1 .. 5));
    my $state = pick($n, 'state', @states);
    # RT lets nobody create a ticket in these states.
    my $later = $state =~ /stalled|rejected/;
    my $ticket = create($n, queue => $queue, subject => "$job - $building #$unit", status => ($later ? 'open' : $state),
      requestor => 'tenant' . pick($n, 'tenant', 1 .. 90) . '@tenant.test',
      owner => ($state eq 'new' ? 'Nobody' : pick($n, 'owner', @technicians)), priority => pick($n, 'priority', 0, 20, 50, 80),
      ($n % 9 ? (due => sprintf('2026-%02d-%02d %02d:30:00', pick($n, 'month', 10 .. 12), pick($n, 'day', 1 .. 28), pick($n, 'hour', 0 .. 23))) : ()),
      fields => { Building => $building, Unit => $unit, Trade => $trade,
        ($queue eq 'Work Orders' ? ('Permission to enter' => pick($n, 'enter', 'Yes', 'No', 'Call first', undef)) : ()) });
    $ticket->SetStatus($state) if $later;
  }
  create(300 + $_, subject => $odd[$_][0], body => $odd[$_][1], owner => 'hana.ito', status => 'open', fields => { Building => "St. Mary's Row" }) for 0 .. $#odd;
  create(320 + $_, queue => "Owner's Requests", subject => "Owner's wish $_", status => 'open', owner => 'dispatch2') for 1 .. 3;

  # One with a long history: words of all kinds, changes of all kinds, a file, mail in two forms.
  my $long = create(330, subject => 'Ceiling leak above tub', body => "Water comes through.\nPlease hurry.", priority => 20,
    due => '2026-11-30 17:00:00', fields => { Building => 'Maple Court', Unit => '204', Trade => 'Plumbing', 'Permission to enter' => 'Call first' });
  my $by = sub { my $ticket = RT::Ticket->new(as($_[0])); $ticket->Load($long->id); return $ticket };
  $by->('ana.ruiz')->SetOwner('ana.ruiz');
  $by->('ana.ruiz')->Comment(MIMEObj => text('text/plain', "Called the tenant – nobody at home.\n\n  > quoted line\nWill try again."));
  my $html = text('text/html', '<p>Dear tenant,</p><p>we come on <b>Monday</b> &amp; bring <i>parts</i>.<br>Yours</p><ul><li>one</li><li>two</li></ul>');
  $by->('dispatch')->Correspond(MIMEObj => $html);
  my $mail = MIME::Entity->build(Type => 'multipart/alternative');
  $mail->add_part(text('text/plain', "Plain form of the mail\n"));
  $mail->add_part(text('text/html', '<p>Plain form of the <u>mail</u></p>'));
  $by->('dispatch')->Correspond(MIMEObj => $mail);
  my $parcel = MIME::Entity->build(Type => 'multipart/mixed');
  $parcel->add_part(text('text/plain', 'Photo attached, see plan.txt'));
  $parcel->add_part(text('text/plain', "first floor\nsecond floor\n", Filename => 'plan.txt', Disposition => 'attachment'));
  $parcel->add_part(MIME::Entity->build(Type => 'image/png', Encoding => 'base64', Filename => 'leak.png', Disposition => 'attachment', Data => "\x89PNG\r\n\x1a\nnot really"));
  $by->('ana.ruiz')->Comment(MIMEObj => $parcel);
  $by->('dispatch')->SetPriority(80);
  $by->('dispatch')->SetSubject('Ceiling leak above tub & <bath>');
  $by->('dispatch')->AddCustomFieldValue(Field => $fields{Unit}, Value => '205A');
  $by->('dispatch')->SetDue('2026-12-01 09:00:00');
  $by->('dispatch')->AddWatcher(Type => 'Cc', Email => 'insurer@example.test');
  $by->('dispatch')->SetStatus('stalled');
  $by->('dispatch')->SetStatus('open');

  # One that went into another, which RT shows in its place.
  my $gone = create(340, subject => 'Leak, reported twice', body => 'The same again');
  $gone->MergeInto($long->id);

  # One with many words.
  my $talk = create(350, subject => 'Elevator stuck', body => 'Stuck again', owner => 'gus.ober', status => 'open');
  $talk->Comment(MIMEObj => text('text/plain', "Note $_ of many")) for 1 .. 60;
  $RT::Handle->Commit;

  for my $id (@told) {
    my $scrip = RT::Scrip->new(RT->SystemUser);
    $scrip->Load($id);
    $scrip->SetDisabled(0) if $scrip->Description !~ /mail|notify|autoreply|correspond|comment/i;
  }
});
1;
