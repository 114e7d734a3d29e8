"""Given names that people in Denmark have, and whether men or women have them.

Names of people begin at a given name (»Børnenes Værn Bertil Hede«), and »han« and »hun« mean people by them. The table
has what is common and need not be complete: a name that it lacks is found by where it stands.
"""

import re
from functools import lru_cache
from typing import Literal

Gender = Literal["m", "f", ""]
"""A man, a woman, or "" where the name does not show it."""

_MEN = """
Aage Aaron Abdi Abdirahman Abdul Abdulla Abdullah Adam Adnan Adrian Ahmad Ahmed Ahmet Aksel Albert Aleksander Alex
Alexander Alf Alfred Ali Allan Amadu Amin Amir Amjad Ammar Amos Anas Anders Andreas Andrei Andrew Andrzej Anil Anker
Ansgar Anthony Anton Antoni Anwar Aqqaluk Arash Ari Arild Arjun Arman Arne Arnfinn Arnold Aron Arthur Artin Artur
Arvid Asbjørn Asger Aske Aslak August Awad Axel Aydin Ayman Ayoub Aziz Babak Basel Bashar Bashir Basim Bastian Ben
Bendt Benedikt Benjamin Benno Benny Bent Bernhard Bernhardt Bernt Bertel Bertil Bertram Bilal Birger Birk Bjarke
Bjarne Bjarni Bjørn Bo Bob Bobby Boris Brian Broder Bruno Burhan Bálint Bárður Børge Børje Carl Carlo Carlos Carsten
Casimir Casper Cecil Cem Cenk Charles Charlie Chris Christen Christian Christoffer Christopher Claes Claudio Claus
Clemens Colin Conny Conrad Craig Crilles Cyril Dan Daniel Danny Daoud Dario Darius David Dawit Deniz Dennis Detlef
Didrik Diego Dieter Dines Dinesh Dirch Dirk Ditlev Ditmar Douglas Dragan Ebbe Eddie Eddy Edgar Edmund Edvard Edvin
Edward Edwin Egil Egon Ehsan Eigil Eigild Eiler Eilif Einar Eivind Ejgil Ejler Ejlif Ejnar Ejner Ejvind Elias Elis
Elliot Elmar Elmer Elo Elof Elvin Emanuel Emil Emilio Emir Emre Enes Enoch Enok Enrico Erdem Erhard Erhardt Eric Erich
Erik Erland Erling Ernest Ernst Ervin Esben Esge Esger Eske Eskil Eskild Espen Evald Evan Evind Eyvind Fabian Fadi
Fahad Faisal Farhad Farhan Farid Faruk Fatih Felix Ferdinan Ferdinand Fernando Filip Finn Flemming Folke Folmer
Francisco Frands Frank Franklin Frans Frants Franz Fred Freddie Freddy Frede Frederick Frederik Fredrik Frej Fridolin
Fritjof Fritz Frode Fuad Gabor Gabriel Gary Gaute Geert Georg George Georgios Gerhard Gerhardt Gerner Gert Ghassan
Gideon Gilbert Giovanni Gisli Glenn Goran Gordon Gorm Gotfred Gottlieb Graham Gregers Gudmund Gunnar Gunner Gustaf
Gustav Göran Gösta Günter Günther Haakon Habib Hagbard Haider Haitham Hakan Hakim Hakon Haldor Halfdan Halldor Halvor
Hamid Hamza Hannes Hannibal Hans Harald Haris Haroun Harry Hartmann Hartvig Hasan Hassan Hatem Hector Heine Heini
Heinrich Heinz Helge Helgi Helmer Helmut Helmuth Hemming Henning Henri Henrich Henrik Henry Herbert Herbrand Herluf
Herman Hermod Heðin Hikmet Hilmar Hisham Hjalmar Hjalte Hoang Holger Horst Hosam Hossein Hother Hroar Hugo Husam
Hussam Hussein Huxi Hákun Håkan Håkon Høgni Ian Ib Ibrahim Idriis Idris Igor Ihsan Ilja Ilyas Imad Imran Ingemann
Ingemar Ingmar Ingolf Ingvar Ingvard Isak Ismael Ismail Ismar Ismet Issa Ivan Ivar Iver Jabbar Jaber Jacek Jack Jacob
Jacques Jafar Jais Jakob Jakup Jalal Jamal James Jan Janis Jannick Jannik Jannis Janus Jarl Jarle Jarnis Jason Jaspar
Jasper Javad Jean Jeff Jens Jep Jeppe Jeremias Jerik Jerome Jes Jesper Jess Jesse Jihad Jim Jimmi Jimmy Joachim Joakim
Joel Joen Johan Johannes John Johnni Johnny Johs Jokum Jon Jonas Jonathan Jonny Jordi Jorge Josef Joseph Joshua Josva
José Juan Julian Julien Julius Jusuf Jógvan Jörg Jørgen Jørn Jürgen Kaare Kai Kaj Kalle Kamal Kareem Karim Karl Karlo
Karsten Kaspar Kasper Kassem Kay Keith Keld Keldor Kelvin Kemal Kenn Kenned Kennet Kenneth Kenni Kenny Kent Kerim
Kevin Khaled Khalid Khalil Kian Kim Kjartan Kjeld Kjell Klaus Klavs Klemens Knud Knut Kofi Konrad Kresten Kris Kristen
Kristian Kristofer Kristoffer Krzysztof Kuno Kurt Kwame Kåre Lamin Lars Lasse Latif Lau Laue Lauge Laurent Laurents
Laurids Laurits Lauritz Laust Lave Leander Leif Leland Lennart Lenni Lennie Lenny Leo Leon Leonard Leonardo Leopold
Levi Levin Liam Lian Lino Linus Loke Lorens Lorentz Lorenz Louay Louis Luca Lucas Lucian Ludvig Luis Luka Lukas Luqman
Mads Magne Magni Magnus Mahdi Mahmoud Mahmud Majid Malik Malte Malthe Manfred Mansour Manuel Marc Marcel Marco Marcus
Marinus Mario Marius Mark Marko Markus Martin Martinus Marvin Marwan Masoud Mathias Matias Mats Matteo Matthias Matti
Mattias Mattis Maurits Max Maximilian Mazen Mehdi Mehmet Melvin Merlin Mesut Metin Michael Michal Michel Mickey Miguel
Mihai Mikael Mike Mikhail Mikkel Milan Milas Milo Milos Milton Minh Minik Mirza Moaz Mogens Mohamad Mohamed Mohammad
Mohammed Mohamud Mohannad Mohsen Morris Morten Morteza Moses Mostafa Mourad Mourits Muhamed Muhammad Muhammed Munir
Murat Murtaza Musa Mustafa Mylius Nabil Nadeem Nadim Naim Naser Nasir Nasser Nathan Nathaniel Naveed Navid Nawaz Neil
Nicholas Nick Nicki Nicklas Niclas Nicolai Nicolaj Nicolas Nicolo Nidal Niels Nigel Nikita Niklas Nikolai Nikolaj
Nikolas Nils Nima Nis Niss Nizar Njal Noa Noah Noel Nohr Norman Nuka Nuradin Nuuradiin Oddur Oddvar Odin Okan Olaf
Olav Ole Olfert Oliver Oluf Omar Omer Onur Orhan Orla Osama Oscar Oskar Oskari Osman Osvald Ottar Otto Ousman Ove Owen
Pablo Palle Paolo Pascal Patrick Patrik Paul Pauli Pawel Peder Peer Pelle Per Pernell Petar Peter Phil Philip Philippe
Phillip Pierre Piotr Poul Povl Preben Páll Qais Qasim Quentin Rachid Raed Rafael Rafal Rafiq Ragnar Raheem Rahim
Rahman Rainer Ralf Ramazan Rami Ramin Ramon Rashid Rasmus Rauf Ravi Raymon Raymond Regnar Reimer Reinhard Rene René
Reynir Reza Richard Ricky Ridwan Rikard Riyad Roald Robert Robin Rocco Rodrigo Roger Roland Rolf Roman Romeo Ronald
Ronni Ronnie Ronny Rowan Roy Ruben Rudi Rudolf Rudolph Rufus Rune Russell Rustam Rói Saad Sabir Sabri Sadik Saeed
Safwan Said Saif Saimon Sajid Salah Saleh Salim Salman Salomon Salvador Sam Samer Samet Sami Samir Samson Samuel
Samuli Sander Sanjay Sasan Sayed Scott Sean Sebastian Sejer Sejr Selcuk Selim Serdar Sergej Sergio Severin Shadi
Shahid Shahin Shakir Sharif Siddharth Sigfred Sigfrid Sigmund Sigurd Sigurdur Sigvald Sigvard Silas Simeon Simon Siraj
Sixten Skjalm Skjold Slobodan Snorre Snorri Sofus Soleiman Solomon Sonny Stanley Steen Stefan Steffen Stellan Sten
Stephan Stephen Steve Steven Stig Stuart Suhail Suleiman Sune Suresh Svante Sven Svend Svenn Svenning Sverre Sylvest
Sylvester Sámal Søren Tage Taha Tahir Talal Tarek Tareq Tarik Tariq Tarjei Tayfun Teddy Teitur Tejs Terje Terkel
Terkild Tewodros Thaddæus Thanh Theis Theo Theodor Thien Thjalfe Thomas Thor Thorbjørn Thorkil Thorkild Thorleif
Thorsten Thorvald Thue Thyge Thøger Tiago Tim Timmy Timo Timon Timothy Tito Tobias Toke Tom Tomas Tomasz Tommy Tonni
Tonny Tor Torben Torbjørn Tore Torgeir Torgny Torkel Torkil Torkild Torleif Torleiv Tormod Torstein Torsten Torvald
Tristan Troels Trond Truls Trygve Tróndur Tuan Tue Ture Tycho Tyge Tyko Tyler Uffa Uffe Ugur Ulf Ulrich Ulrik Umut
Urban Usama Usman Uwe Vadim Vagn Vagner Valdemar Valentin Valter Veit Veli Vermund Verner Vibjørn Victor Vidar Vidkun
Viggo Viktor Vilfred Vilhelm Villads Villiam Villum Villy Vince Vincent Vitus Vladimir Vladislav Volkan Volker Volmer
Wael Wagn Waldemar Waleed Walid Walter Walther Wasim Wayne Werner Wesley Wiggo Wilhelm Willi William Willy Winston
Wisam Wojciech Wolfgang Xander Yahia Yahya Yaqub Yasar Yaser Yasin Yasser Yassin Yngvar Yngve Yonas Younes Yousef
Youssef Yunus Yusuf Zacharias Zack Zaher Zaid Zakaria Zakariya Zaki Ziad Zlatan Zoran Ådne Åge Åke Åsmund Ólavur
Øjvind Ømer Ørjan Østen Øystein Øyvind Željko
"""
_WOMEN = """
Aase Abelone Abida Ada Adele Adriana Agathe Agnes Agneta Agnete Agnieszka Aicha Aida Aisha Alba Alberte Alette
Alexandra Alfrida Alice Alicia Alma Alva Amal Amalie Amanda Amelia Amelie Amina Aminata Amira Amy Ana Andrea Andreja
Andrine Ane Anelise Anemone Anette Angela Angelica Anika Anina Anine Anita Anja Anjali Anka Anke Ann Anna Annabel
Annabell Annalise Annbritt Anne Anne-Dorthe Anne-Lise Anne-Marie Anne-Mette Annegrethe Annelene Anneli Annelie
Annelise Annemarie Annemette Annemie Annette Anni Annie Annika Annike Annina Anny Antje Antonia Arabella Ariana Ariel
Arnaq Arwa Asbjørg Ascha Asha Ashley Asiya Aslaug Asli Asma Asta Aster Astrid Athena Augusta Aurora Aviaja Aya Ayan
Ayanna Ayla Ayse Aysel Azra Barbara Barbra Basma Beata Beate Beatrice Beatrix Behnaz Belinda Benedicte Benedikte Bente
Benthe Bergljot Bergtóra Berit Berta Bertha Betina Bettina Betty Bianca Bibi Birgit Birgith Birgitta Birgitte Birte
Birthe Bitten Bjørg Bjørk Bodil Bolette Bolla Botilla Botille Brigitte Brita Britt Britta Britte Burcu Calina Camilla
Camille Camma Canan Carin Carina Carla Carmen Carol Carolin Carolina Caroline Carolyn Catherine Cathrine Catrine
Cecilia Cecilie Cecily Celeste Celina Charis Charlotte Chloe Christa Christel Christence Christiana Christiane
Christina Christine Cilla Cille Cindy Clara Clarissa Claudia Clementine Connie Conny Constance Cornelia Cosima Dagmar
Dagny Daisy Dana Daniela Danielle Dea Debbie Deepa Defne Delia Denise Derya Desirée Diana Dianna Dicte Dilan Dilek
Dina Ditte Dolly Dominika Dominique Doris Dorit Dorota Dorothea Dorothy Dorrit Dorte Dorthe Dorthea Durita Ea Ebba
Ebbie Ebru Edda Edel Edele Edit Edith Edna Eila Eileen Ejla Elea Elena Eleonora Elfriede Eliana Elif Elin Elina Eline
Elinor Elisa Elisabet Elisabeth Elisabetta Elise Elizabeth Elke Ella Elle Ellen Ellie Ellinor Elly Elna Eloise Elsa
Else Else-Marie Elsebeth Elsemarie Elsie Elva Elvira Embla Emilia Emilie Emily Emine Emira Emma Emmeline Emmy Enya
Erica Ericka Erika Erna Esma Esmeralda Esmé Esra Estella Ester Esther Estrid Eugenia Eugenie Eva Evelina Evelyn Evy
Ewa Fadila Fadumo Fahima Fanny Farah Fariba Farida Fatima Fatma Fatme Fatou Fatoumata Fatuma Felicia Felicitas Fidan
Fie Filippa Filiz Filomena Fina Fiona Flora Florence Florentina Francesca Franka Franziska Frederica Frederikke Freja
Freya Frida Fride Frigga Fritze Gabi Gabriele Gabriella Georgia Georgina Gerd Gerda Gerdi Gerlinde Gertrud Ghada
Ghazal Ghazaleh Ghita Gine Ginna Gisela Githa Gitta Gitte Gloria Greta Grete Grethe Grith Gro Gry Gudny Gudrun Gulnaz
Gunda Gunhild Gunilla Gunna Gunnvør Gunver Gunvor Guri Gurli Gwen Gyda Gyrith Gyrithe Gül Gülay Gülsen Habiba Hadiya
Hafsa Hajar Hala Halima Halime Hamdi Hana Hanan Hanna Hannah Hanne Hanne-Lise Hansine Harriet Hatice Havva Hawa Heba
Hedda Hedvig Hedwig Heidi Heike Helen Helena Helene Helga Hella Helle Hellen Helvig Henny Henriette Henrikke Herdis
Herta Hiba Hilda Hilde Hildur Hilja Hjørdis Hoa Hoda Hodan Huda Huong Huyen Ida Ida-Marie Idil Ifrah Ilham Ilka Ilona
Ilse Iman Imke Ina Inaam Inas Ines Inga Inge Inge-Lise Ingeborg Ingegerd Ingela Ingelill Ingelise Inger Inger-Lise
Inger-Marie Ingerlise Ingrid Ingunn Ipek Irena Irene Irina Iris Irma Iryna Isa Isabel Isabella Isabelle Isolde Ivalu
Ivana Ivonne Iza Jacqueline Jamila Jamilla Jana Jane Janet Janette Janice Janina Janna Janne Jannicke Jannie Jannike
Jasmin Jasmina Jasmine Jasna Jeanett Jeanette Jeanne Jelena Jenna Jennie Jennifer Jenny Jensine Jessica Jessie Jette
Jill Jo Joan Joana Joanna Johanna Johanne Jolanda Jolanta Jolene Jonna Josefa Josefine Josephine Jovana Jovita Joy
Juanita Judi Judit Judith Judy Julia Juliane Julianne Julie Juliet Juna Jutta Jytte Jónina Kadija Kadriye Kaisa Kaja
Kamilla Kamille Kamma Karen Karen-Margrethe Kari Karin Karina Karla Karna Karolina Karoline Kasia Katarina Katarzyna
Kate Katerina Katharina Kathe Kathinka Kathleen Kathrine Kathy Katinka Katja Katrin Katrina Katrine Katy Kaya Kelly
Kerstin Ketty Khadija Khadra Kiki Kim Kinga Kira Kirsa Kirsten Kirstin Kirstine Kit Kitt Kitte Kitty Kjerstin Klara
Krista Kristel Kristiane Kristin Kristina Kristine Kristjana Kubra Laila Laisa Lajla Lakshmi Lamia Lana Lara Larissa
Latifa Laura Laurine Lavinia Layla Lea Leena Leila Lejla Lena Lene Lenette Leonie Leonora Leontine Leyla Lidia Lilian
Liliana Lilja Lillemor Lilli Lillian Lilly Lily Lina Linda Line Linea Linette Linh Linn Linnea Lis Lisa Lisbet Lisbeth
Lise Lise-Lotte Liselotte Lisette Lissi Lissie Lissy Liv Liva Livia Liza Lizette Lizzi Lizzie Lola Lona Lone Lonni
Lonny Loretta Lorna Lotta Lotte Lotti Louisa Louise Lourdes Lovise Lubna Lucia Lucie Lucy Ludovica Luisa Luise Lulu
Luna Lydia Lykke Lærke Mabel Madeleine Madeline Mae Magda Magdalena Maggie Magna Magnhild Maha Mahsa Mai Mai-Britt
Maibritt Maike Maiken Maise Maj Maj-Britt Maja Majbrit Majbritt Majken Malene Malgorzata Malou Manal Mandana Manon
Maren Marga Margaret Margareta Margareth Margaretha Margit Margith Margot Margrete Margrethe Marguerite Maria Mariam
Mariama Mariana Mariane Marianna Marianne Marie Marie-Louise Mariella Marielle Mariette Marija Marika Marina Marion
Marita Maritta Marjan Marjun Marlena Marlene Marna Marta Marte Martha Marthe Martina Martine Marwa Mary Maryam Maryan
Masuma Mathea Mathilde Matilde Maud Maude Maya Maybritt Mehtap Meike Melanie Melina Melisa Melissa Mercedes Meret
Merete Merethe Merit Merle Merve Meryem Meta Metha Mette Mette-Marie Mia Michaela Michala Michelle Mie Mikala
Mikkeline Mildred Milena Milja Milla Mille Mimi Mina Minna Minne Mira Miranda Mirela Miriam Miriem Mirja Mirjam Misha
Moa Moira Molly Mona Monica Monika Monique Muna Munira Mynte Myrna Nabila Nada Nadia Nadira Nadja Naima Naja Najat
Najma Nana Nancy Nanna Nannette Naomi Narges Nasim Nasrin Natalia Natalie Nataliya Natascha Natasha Natasja Navarana
Nawal Nazan Nelli Nelly Neslihan Nesrin Nete Nethe Nicole Nicoline Nielsine Nikolina Nikoline Nilgün Nilofar Nina
Ninette Ninna Nisrin Nives Nivi Noor Nora Norma Nour Noura Nura Nynne Octavia Oda Oddny Odette Odine Oksana Olena Olga
Olina Oline Olivera Olivia Olivija Ophelia Orkide Ottilia Ottilie Oumou Ozlem Palma Pamela Paola Parisa Patricia Paula
Paulette Paulina Pauline Penelope Perla Perle Pernille Petra Petrea Petronella Philippa Pia Pilar Pinar Pinja Pipaluk
Pirjo Polina Polly Priya Puk Rabia Rachel Ragna Ragnfrid Ragnhild Rahel Rahima Rahma Raija Rakel Ramona Rana Randi
Rania Rannvá Ranveig Rasmine Razan Rebecca Rebeka Rebekka Reem Regina Regine Regitse Regitze Rena Renata Renate Renée
Ria Riana Rigmor Riitta Rikke Rima Rita Ritt Roberta Romy Ronja Rosa Rosalie Rosalina Rosanna Rose Rosemarie Rosita
Rosmarie Roya Roza Ruba Rukia Runa Rut Ruta Ruth Ruth-Marie Sabiha Sabina Sabine Sabra Sabrin Sabrina Sadaf Sadia
Sadie Safa Safia Safiya Sahar Sahra Saida Salka Sally Salma Salwa Samantha Samar Samia Samina Samira Sanaa Sandra
Sanna Sanne Sara Sarah Sascha Savannah Sawsan Saynab Scarlett Selda Selina Selma Semra Senna Serena Sevda Sevgi
Shabnam Shaima Shanti Sharon Shirin Shukri Sia Sibel Sidsel Sif Siff Sigga Signe Signy Sigrid Sigrun Sigurlaug Siham
Silja Silje Silke Silla Silvia Simona Simone Sine Siri Sirin Sisse Sissel Siv Siw Sofia Sofie Sofya Soha Solbritt
Solveig Smilla Solvej Sonia Sonja Sophia Sophie Soraya Stefania Stefanie Stella Stephanie Stina Stine Suad Sumaya
Sundus Sunita Sunna Sunniva Susan Susanna Susannah Susanne Susie Suzan Suzanna Suzanne Svanhild Svea Svetlana Sylvia
Sylvie Synne Synnøve Sølvi Søs Tabea Tabita Tahmina Tamara Tania Tanja Tarja Tasneem Tatiana Tatjana Tea Tenna Teodora
Teresa Terese Tessa Tessie Tetiana Thea Thelma Theodora Theresa Therese Thilda Thilde Thit Thora Thorborg Thordis Thuy
Thyra Tiffany Tilda Tilde Tilly Tina Tine Tinna Toini Tone Tora Torill Torunn Tova Tove Tovelil Trille Trine Trudy
Tugba Tullia Turid Turið Tuva Tyra Tytte Ubah Ulla Ulla-Britt Ulrika Ulrike Ulrikke Una Unni Ursula Urszula Uta Vaiva
Valborg Valentina Valeria Valerie Vanessa Vaneza Vanja Vega Velma Vera Verena Veronica Veronika Vesna Vibe Vibeke
Vicki Vicky Victoria Vigdis Vigga Viktoria Vilde Vilma Viola Violeta Virginia Vita Vivi Vivian Wafa Wanda Wenche Wendy
Wiebke Wilhelmina Wilhelmine Wilma Winnie Xenia Yara Yasemin Yasmin Yasmine Yelena Yildiz Ylva Yngva Yolanda Yosra
Yrsa Ysabel Yulia Yvonne Zahra Zainab Zara Zarah Zaynab Zeina Zeinab Zenia Zeynep Zina Zita Zoe Zofia Zohra Zubaida
Zuhal Åsa Åse Åshild Åslaug Øllegaard
"""

_PARTS = re.compile(r"[-‐]")
MEN = frozenset(_MEN.split())
WOMEN = frozenset(_WOMEN.split())


@lru_cache(maxsize=1 << 14)
def is_given(word: str) -> bool:
    """Whether `word` is somebody's given name; of a double one the first half counts.

    >>> is_given("Bertil"), is_given("Anne-Mette"), is_given("Værn")
    (True, True, False)
    """
    first = _PARTS.split(word, maxsplit=1)[0]
    return any(name in MEN or name in WOMEN for name in (word, first))


def gender(word: str) -> Gender:
    """Whether men or women have the given name; "" where both do or the table lacks it.

    >>> gender("Tove"), gender("Hans-Jørgen"), gender("Kim"), gender("Ukendt")
    ('f', 'm', '', '')
    """
    names = (word, _PARTS.split(word, maxsplit=1)[0])
    man, woman = (any(name in table for name in names) for table in (MEN, WOMEN))
    return "" if man == woman else "m" if man else "f"
