/** Given names that are frequent in English-speaking and European countries and are hardly ever another word. */
export const GIVEN_NAMES = `
aaron abigail adam adrian agnes aidan alan albert alejandro alessandro alex alexander alexandra alexandre alexis alfred ali alice
alicia alison allan allen alyssa amanda amelia amy ana anders andre andrea andreas andrew andy angela angelica anita ann
anna anne annette annie anthony antoine antonio april ariel arnold arthur ashley audrey barbara barry beatrice ben benjamin
bernard bernd bernhard beth betty beverly bob bonnie brad bradley brandon brenda brendan brett brian bridget bruce bryan
caitlin calvin cameron carl carla carlos carmen carol caroline carolyn carrie catherine cathy cecilia charles charlie
charlotte chris christian christina christine christoph christopher cindy claire clara clarence claude claudia colin colleen
connie connor conor corey courtney craig crystal curtis cynthia daniel daniela danielle danny darren dave david dawid deborah debra denis
dennis derek diana diane diego dieter dirk dmitri dominic dominique donald donna doris dorothy doug douglas duncan dylan edgar
edith eduardo edward edwin eileen elaine eleanor elena eleonora elizabeth ellen elliott emily emma enrique eric erica erik erika erin
ernest esther ethan eugene eva evan evelyn felicity felipe felix fernando fiona florence florian frances francesca francesco francis francisco franck
frank franz fred frederick friedrich gabriel gareth gary gavin geoff geoffrey george gerald gerard gerd gerhard gianni giles gina giovanni giuseppe
glenn gloria gordon greg gregory guido guillaume gunther gustav guy hannah hans harald harold harry heather heidi
heinrich heinz helen helena helga helmut henri henrik henry herbert herman holger howard hugh hugo ian ibrahim igor ingrid irene irina isaac
isabel isabella isabelle ivan jack jackie jacob jacqueline jacques jake james jamie jan jane janet janice jason javier
jay jean jeff jeffrey jenna jennifer jenny jens jeremy jerome jerry jesse jessica jill jim jimmy joan joanna joanne joe joel johan
johann johannes john johnny jon jonathan jordan jorge jose joseph josh joshua joyce juan juanita judith judy julia julian julie
julien juliet jurgen justin karen karin karl karsten kate katherine kathleen kathryn kathy katie katrin keith kelly ken kenneth kerry kevin
kieran kimberly klaus kristen kristin kurt kyle larry lars laura lauren laurence laurent lawrence leah leigh leo leon leonard leroy leslie
lewis liam linda lindsay lisa lloyd lorenzo lori lorraine louis louise luca lucas lucy luis luke lynn madeleine madison malcolm manfred manuel
marc marcel marco marcus margaret maria marianne marie marilyn mario marion marjorie markus marlene marsha marta martha martin martina marvin mary
mathias mathieu matt matteo matthew matthias maureen maurice max megan melanie melissa michael michel michele michelle miguel mike mikhail
mildred miriam mitchell mohamed mohammad mohammed monica monika morgan muhammad murray nancy naomi natalia natalie natasha nathan nathaniel neil
nicholas nick nicola nicolas nicole nigel nikolaus noah nora norbert norma norman oleg oliver olivia olivier oscar oskar otto owen pablo pamela
paolo pascal patricia patrick paul paula pauline pedro peggy peter petra phil philip philipp philippe phillip phyllis pierre pietro rachel rafael ralf ralph ramon randall
randy raul raymond rebecca reginald renee ricardo richard rick ricky rita rob robert roberto robin rodney roger roland ronald ronnie
rory rosemary ross roy rudolf rudy rupert russell ruth ryan sabine sally sam samantha samuel sandra sara sarah scott sean sebastian
serge sergei sergio seth shane shannon sharon shaun shawn sheila shirley silvia simon simone sofia sonia sophia sophie stan
stanley stefan stefano steffen stella stephan stephane stephanie stephen steve steven stuart sue susan susanne suzanne sven sylvia tamara tania tanya
tara ted terence teresa terrence terry theo theodore theresa thomas thorsten tiffany tim timothy tina todd tom tommy tony tracy trevor ulrich
ursula uwe valentina valerie vanessa vernon veronica vicki victor victoria vincent viktor virginia vivian vladimir walter wanda warren
wayne wendy werner wesley wilhelm william wolfgang xavier yasmin yolanda yves yvonne zachary zoe
aditya ahmed ajay akira amit anil anjali arjun arun ashok chandra deepak fatima ganesh hassan hiroshi hussein kenji krishna kumar lakshmi mahmoud
mustafa naveen omar pradeep prakash priya rahul rajesh ravi sanjay srinivas sunil suresh takashi vijay vikram yuki yusuf
dexter shauna dermot brendan siobhan aidan cathal colm conall diarmuid donal eoghan enda fionn fintan garret gearoid grainne kieran killian lorcan maeve mairead malachy nuala oisin orla padraic
proinsias ruairi saoirse seamus shay sorcha tadhg una abdul abdullah abel abby adela adele adolf agatha aileen aimee alain alana alberto aldo alec alessandra alfonso alfredo aline alisa allison alma alvaro alvin amos anastasia andreea angelina
angelo angus anton antonia archie ariana armand armando arno arturo astrid barney bartholomew basil bastian bea beata becky bella benedict benoit bernadette bernardo bert bertha bertrand bettina bianca bjoern blair blanca boyd brigitte britta bruno byron
camilla camille candice carina carlo carmela caspar cassandra cecil cecile cedric celeste celia cesar chantal chelsea cheryl christa christiane christoffer chrissy clark claudio clemens clement clifford clint clyde constance cora cordelia
cornelia cornelius cosmo cristina cyril dagmar damian damien damon daphne darcy daria darius darlene darrell daryl david deanna debbie deirdre delia denise desmond detlef didier dina dino dolores dominik domingo dora doreen
dwayne dwight eberhard eckhard edgardo edmund edna edouard egon eleni elias elisa elisabeth elise eliza elke elliot elmer elsa elsie elvira emanuel emile emilia emilio emmanuel enrico enzo erich ernesto ernst ervin estelle etienne eugenia
eugenio evangeline evelina fabian fabien fabio fabrice fabrizio felicia ferdinand fernanda filip flavio flora floriane francine franziska freddie frieda fritz gabriela gabriella gabrielle gail gaston geert gemma genevieve georg georges georgina gerhardt
gerry gertrude gilbert gilles gino giorgio giulia giuliano gladys gonzalo greta gretchen griffin gwen gwendolyn hank hannelore hans hazel hector hedwig heike heiko heinrich hendrik henriette herve hilary hilda hildegard horst hubert ida ignacio ilse inga inge
ingo ines irma irving isidore iva jaap jaime jakob jan janine janis jasper jed jeffery jeremiah jerome jo joachim joaquin jocelyn jochen jody joerg joerg jonas jorg josef josefina josephine josie juergen julio julius jutta kai kara karina karla
kasper katarina katharina katja katrina kayla kaye kees keira kendra kerstin kirk kirsten kirsty klara konrad konstantin kristian kristina krystyna kurtis ladislav lana lara larissa lena lennart lenny leo leonardo leonie leopold leslie lester
liesbeth lila lilian lillian lina lionel lisbeth liz liza lothar louisa lowell lucia luciano lucien lucille ludwig luigi luisa luther lydia lyle mabel mack maddie madeline magda magdalena magnus maja manuela mara marcela marcelo marcia margarita margot marguerite
mariana mariano marina marissa marjan marko marlon marta marty massimo mathew mathilda matilda mattias maud mauricio mauro maxim maxime maximilian maxine maya mehmet meredith mervyn micah michal mick mickey mina minna mindy mitch moira moises mona
monique montgomery mordecai muriel myra myriam myrtle nadia nadine natan ned nell nellie nelly nestor nicoletta nico niels nikita nikki nikos nina noel noelle noreen octavio odette olga oliver omar orlando otis ottavio pablo paige pam paola pat patti patty
pauli percy perry philippa pia pieter pilar quentin quincy raoul raphael raquel raymund regina reginald reinhard reinhold rene ricky rocco roderick rodolfo rodrigo rolf roman romeo ronan rosa rosalie rosalind rosie rowan roxanne ruben rufus rupert
salvador salvatore sammy sandro santiago sascha saskia sebastiano selena selma serena severin shari sheldon shelley sherman sherry sid sidney siegfried sigrid silas silke silvio simona solomon sophia stacy stacey stefania stefanie stephanie stewart stina susana
sybil sylvain sylvester sylvie tabitha tamsin tatiana tatyana teddy terri tess thaddeus thea thelma theodor thibault tilda till timo tobias toby tomas tommaso tomasz tonya torsten travis tricia trudy tyrone ugo ulla ulrike umberto urs ute
valentin valentino valeria vera verena veronique vicky vilma vince vincenzo vito vivien volker waldemar walther wanda wilbur wilfred wilhelmina wilma winifred winston wolfram xenia yann yannick yehuda yoko yuri yvette zachariah zoltan zsolt
aoife ciara declan eamon eoin fergus niall padraig roisin ronan siobhan sinead
bjorn gunnar harri jari jukka kjell leif magnus mats mikael nils olaf olof pekka per petri
agnieszka andrzej bogdan boris grzegorz jakub katarzyna krzysztof marek milan miroslav pavel piotr radek stanislav tomasz wojciech zbigniew
`;

/** Given names that are words, places or firms as well: they count only where a surname follows or a context says so. */
export const AMBIGUOUS_NAMES = `
angelica crystal clark blair kirk lana mack mona noel perry roman sherman shelley till griffin clint boyd byron hazel ida regina salvador santiago orlando celeste flora aurora melrose chelsea cosmo bert lowell winston lester montgomery sheldon rowan sid pat jo kai mara maya basil iva ute urs una stewart rosa
angel amber art august austin autumn bill brook buck carter chad chase chip christian chuck clay cliff dale dallas dawn dean dick don drew duke earl
eden eve faith floyd forest frank gene georgia ginger glen grace grant guy harmony heath hope hunter iris israel ivy jade jasmine
jay jean jersey jewel jordan joy june kim lance laurel lee lily logan lou madison major marina mark mason may melody mercedes miles morgan nelson norm olive
parker pat patience paris pearl penny pierce ray red reed rich robin rod ron rose ruby rusty savannah sandy sharp skip sky stone
summer taylor trinity tyler van vance victor victoria virginia wade ward will willow woody
`;
