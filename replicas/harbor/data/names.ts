/** 110 tenants as the screens show them. Two are called García, María: a name alone does not always tell who is meant. */
export const tenantNames: readonly string[] = `
Abernathy, Ruth · Adeyemi, Folasade · Ahmed, Tariq · Álvarez, José Luis · Andersson, Björn · Ashworth, Colin
Baker, Denise · Banerjee, Sunita · Baptiste, Jean-Marc · Becker, Sabine · Bianchi, Chiara · Bjørnstad, Kåre
Brooks, Tamika · Burke, Aidan · Byrne, Niamh · Calloway, Marcus · Carter, Shirley · Castellanos, Ximena
Chaudhry, Imran · Chen, Wei · Cho, Min-ji · Clarke, Desmond · Cohen, Miriam · Cruz, Ángel · D'Angelo, Rocco
Davies, Rhiannon · de la Cruz, Inés · Delgado, Hector · Dimitrov, Georgi · Dlamini, Thandiwe · Dubois, Hélène
Edwards, Curtis · Ekström, Åsa · Eriksen, Søren · Fernandes, Beatriz · Fitzgerald, Maeve · Foster, Latoya
Fujimoto, Haruka · García, María · García, María · Goldberg, Avi · Gómez, Andrés · Grant, Winston
Guðmundsdóttir, Sigrún · Hall, Bernadette · Haddad, Rania · Hernández, Lucía · Hill, Roscoe · Horváth, Zsófia
Hussein, Abdi · Ibrahim, Yusuf · Ivanova, Svetlana · Jackson, Darnell · Jansen, Pieter · Johnson, Ann
Johnson, Annabelle · Kamau, Wanjiku · Kaur, Harpreet · Kelly, Seán · Khan, Ayesha · Kim, Soo-yeon
Kowalczyk, Łukasz · Krüger, Anke · Laurent, Aurélie · Lee, Brandon · Lewandowska, Żaneta · Lopez, Carmen
Mac Giolla, Órla · Martin, Jo · Mbeki, Sipho · McAllister, Fiona · Mehta, Rohan · Mendoza, Paola
Miller, Travis · Moreau, Zoé · Müller, Jürgen · Murphy, Kathleen · Nakamura, Kenji · Ndiaye, Aminata
Nguyễn, Thị Hoa · Novák, Tomáš · O'Brien, Siobhán · O'Connor, Patrick · Okafor, Chidi · Oliveira, Renata
Olsen, Ingrid · Ortiz, Rafael · Özdemir, Elif · Papadopoulos, Eleni · Park, Ji-hoon · Patel, Nisha
Pereira, João · Popescu, Ioana · Quispe, Wilfredo · Ramirez, Gloria · Rasmussen, Jens · Reyes, Dolores
Rossi, Matteo · Sato, Yuki · Schäfer, Ulrike · Singh, Gurpreet · Smith, Robert · St. John, Evelyn
Szabó, István · Tanaka, Hiroshi · Thompson, Alice · Trần, Văn Minh · van der Berg, Joost · Washington, Otis
北村, 健一`
  .trim()
  .split(/ · |\n/);

export const staff: readonly string[] = [
  'Dale Hutchins',
  'Marta Kubiak',
  'Reggie Thorne',
  'Luis Ocampo',
  'Pinecrest Plumbing LLC',
  'Bay Air & Heating',
];
