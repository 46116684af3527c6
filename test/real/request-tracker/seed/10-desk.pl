# Initial data of RT: the queues, custom fields, people and rights of a property manager's work-order desk.
use strict;
use warnings;
our (@Queues, @CustomFields, @Final);

my @buildings = (
  'Lakeside Towers', 'Maple Court', 'Harbor View', 'Cedar Grove', 'Sunset Terrace', 'Riverbend Lofts',
  'Oak Street Plaza', 'Hillcrest Manor', 'Birchwood Flats', 'Union Square', 'Prairie Commons', "St. Mary's Row",
);
my @trades = qw(Plumbing Electrical HVAC Appliance Carpentry Locks Pest Grounds);
my @all    = ('Work Orders', 'Make Ready', "Owner's Requests");

@Queues = (
  { Name => 'Work Orders', Description => 'Maintenance requests', CorrespondAddress => 'wo@example.test' },
  { Name => 'Make Ready',  Description => 'Unit turns' },
  { Name => "Owner's Requests", Description => 'What owners of buildings want' },
);

sub choice {
  my ($name, $queues, @values) = @_;
  return {
    Name => $name, Type => 'SelectSingle', RenderType => 'Dropdown',
    LookupType => 'RT::Queue-RT::Ticket', Queue => $queues,
    Values     => [ map { { Name => $values[$_], SortOrder => $_ } } 0 .. $#values ],
  };
}
@CustomFields = (
  choice('Building', \@all, @buildings),
  { Name => 'Unit', Type => 'FreeformSingle', Pattern => '(?#A number and a letter)^(?:\d+[A-Z]?)?$',
    LookupType => 'RT::Queue-RT::Ticket', Queue => \@all },
  choice('Trade', \@all, @trades),
  { %{ choice('Permission to enter', ['Work Orders'], 'Yes', 'No', 'Call first') }, RenderType => 'List' },
);

# The desk works; a viewer only looks, and may not even comment; the intake creates tickets that it does not see; a tenant
# signs in to the self-service pages.
sub person {
  my ($name, $real, $password, %more) = @_;
  my $user = RT::User->new(RT->SystemUser);
  my ($id, $message) = $user->Create(
    Name => $name, RealName => $real, EmailAddress => "$name\@example.test", Password => $password, Privileged => 1, %more,
  );
  die "user $name: $message" unless $id;
  return $user;
}

@Final = (sub {
  my @desk = (
    person('dispatch', 'Dana Dispatch', 'Quay-4-Lantern'),
    person('dispatch2', 'Dario Dispatch', 'Quay-4-Lantern'),
    person('night', 'Nadia Night', 'Owl-7-Ferry-Bell', Timezone => 'Asia/Kolkata'),
    map { person($_, join(' ', map { ucfirst } split /\./), 'Wrench-5-Valve') }
      qw(ana.ruiz bill.kern cho.min dev.patel eli.stone fran.weiss gus.ober hana.ito),
  );
  # Somebody who chose another way to write dates.
  $desk[2]->SetPreferences(RT->System, { DateTimeFormat => 'RFC2822' });
  $desk[1]->SetPreferences(RT->System, { DateTimeFormat => 'ISO', MessageBoxRichText => 0, ShowHistory => 'click' });
  my $viewer = person('viewer', 'Vera Viewer', 'Glass-2-Pier');
  my $intake = person('intake', 'Ines Intake', 'Mail-3-Chute');
  person('tenant', 'Tina Tenant', 'Porch-9-Lamp', Privileged => 0);

  my $group = RT::Group->new(RT->SystemUser);
  $group->CreateUserDefinedGroup(Name => 'Desk', Description => 'Dispatch and technicians');
  $group->AddMember($_->PrincipalId) for @desk;
  for my $name (@all) {
    my $queue = RT::Queue->new(RT->SystemUser);
    $queue->Load($name);
    $viewer->PrincipalObj->GrantRight(Object => $queue, Right => $_) for qw(SeeQueue ShowTicket SeeCustomField);
    $intake->PrincipalObj->GrantRight(Object => $queue, Right => $_) for qw(SeeQueue CreateTicket SeeCustomField);
    $group->PrincipalObj->GrantRight(Object => $queue, Right => $_)
      for qw(SeeQueue ShowTicket ShowTicketComments CreateTicket ModifyTicket OwnTicket TakeTicket ReassignTicket
      CommentOnTicket ReplyToTicket SeeCustomField ModifyCustomField SetInitialCustomField Watch ShowOutgoingEmail);
  }
  my $privileged = RT::Group->new(RT->SystemUser);
  $privileged->LoadSystemInternalGroup('Privileged');
  $privileged->PrincipalObj->GrantRight(Object => RT->System, Right => $_)
    for qw(ModifySelf ShowSavedSearches SeeDashboard SeeOwnDashboard);
});
1;
