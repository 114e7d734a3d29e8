"""Given names that people in Denmark bear, and whether a man or a woman bears them.

A capitalised run of words is cut at a given name (»Børnenes Værn Bertil Hede«), and »han« and »hun« are told apart
by them. The table is of what is common and need not be complete: a name it lacks is found by where it stands.
"""

import re
from typing import Literal

Gender = Literal["m", "f", ""]
"""A man, a woman, or not told by the name."""

_MEN = """
Aage Adam Adnan Adrian Ahmad Ahmed Ahmet Aksel Albert Aleksander Alex Alexander Alf Alfred Ali Allan Amadu Amin Amir
Anders Andreas Andrew Anker Ansgar Anton Antoni Ari Arild Arman Arne Arnold Arthur Artur Arvid Asbjørn Asger Aske
Aslak August Awad Axel Bashar Bashir Bastian Ben Bendt Benedikt Benjamin Benny Bent Bernhard Bernt Bertel Bertil
Bertram Birger Birk Bjarke Bjarne Bjørn Bo Boris Børge Børje Brian Broder Bruno Bálint Carl Carlo Carlos Carsten
Casper Cecil Cem Charles Charlie Chris Christen Christian Christoffer Christopher Claes Claus Clemens Conrad Conny 
Dan Daniel Dario David Dennis Didrik Diego Dines Dinesh Dirch Dirk Ditlev Douglas Ebbe Eddie Eddy Edgar Edmund Edvard
Edvin Edward Egil Egon Eigil Eiler Einar Ejgil Ejler Ejnar Ejner Ejvind Elias Elis Elliot Elmer Elo Elof Emanuel
Emil Emilio Emre Enok Enrico Erhard Erhardt Eric Erik Erland Erling Ernst Ervin Esben Eskil Eske Espen Evald Evan Fabian
Faisal Farid Felix Ferdinand Filip Finn Flemming Folke Folmer Frands Frank Franklin Frans Franz Fred Freddy Frede Frederik
Fredrik Frej Fridolin Fritjof Fritz Frode Fuad Gabriel Geert Georg George Gerhard Gert Gilbert Giovanni Glenn
Gorm Gotfred Gottlieb Gregers Gudmund Gunnar Gustav Göran Haakon Hakan Hakim Hakon Halfdan Hamid Hamza Hannibal Hans
Hannes Harald Haris Harry Hasan Hassan Hector Heine Heini Heinrich Helge Helmer Helmuth Hemming Henning Henri Henrik
Henry Herbert Herluf Herman Hilmar Hjalmar Holger Horst Hugo Hussein Huxi Håkan Håkon Ian Ib Ibrahim Idriis Idris Ilyas
Imran Ingemann Ingolf Ingvar Isak Ismael Ismail Ivan Ivar Iver Jack Jacob Jais Jakob Jakup Jalal Jamal James Jan Janis
Janus Jarl Jarle Jason Jaspar Jasper Jean Jens Jeppe Jeremias Jerik Jes Jesper Jim Jimmi Jimmy Joachim Joakim Joel
Johan Johannes John Johnny Johs Jon Jonas Jonathan Jordi Jorge Josef Joseph José Juan Julian Julius Jusuf Jørgen
Jørn Kai Kaj Kamal Kaare Karim Karl Karlo Karsten Kasper Keld Kelvin Kenn Kenned Kenneth Kenni Kenny Kent Kevin Khaled
Khalid Khalil Kim Kian Kjartan Kjeld Kjell Klaus Klavs Knud Knut Kresten Kris Kristen Kristian Kristoffer Kurt Kåre Lars
Lasse Lau Laurids Laurits Lauritz Lave Leif Leland Lennart Leo Leon Leonard Leonardo Levi Lian Liam Linus Loke
Lorens Lorentz Louis Luca Lucas Ludvig Luis Luka Lukas Mads Magne Magni Magnus Mahmoud Mahmud Malik Malte Malthe Manfred
Mansour Manuel Marc Marcel Marco Marcus Marinus Mario Marius Mark Marko Markus Martin Martinus Marvin Mathias Mats
Mattias Matthias Matti Matteo Maurits Max Mehmet Mickey Michael Michel Miguel Mikael Mike Mikkel Milan Milas Milo Milton
 Mirza Mogens Mohamad Mohamed Mohammad Mohammed Mohamud Morten Moses Mourad Muhamed Muhammad Muhammed Murat Mustafa
Naser Nasser Naveed Nick Nicki Nicklas Nicolai Nicolaj Nicolas Niclas Niels Nikita Nikolai Nikolaj Niklas Nils Nis Noa
Noah Noel Nohr Nuradin Nuuradiin Oddvar Odin Olaf Olav Ole Olfert Oliver Oluf Omar Orla Oscar Oskar Osman Osvald Otto
Ove Owen Pablo Palle Patrick Patrik Paul Peder Pelle Per Pernell Peter Pierre Poul Povl Preben Rafael Ragnar Ralf
Rami Ramin Ramon Rashid Rasmus Raymond Regnar Reinhard Reza Rene René Richard Ricky Robert Robin Roald Rocco Roger Roland
Rolf Roman Ronald Ronnie Ronni Ronny Roy Ruben Rudi Rudolf Rune Rufus Said Salah Saleh Salim Salman Sam Sami Samir Samson
Samuel Samuli Sander Sebastian Selim Serdar Severin Shadi Siddharth Sigfred Sigfrid Sigurd Silas Simon Sigvald Skjold
Snorre Sofus Sonny Stanley Steen Stefan Steffen Sten Stephan Steven Stig Sune Svend Sven Svenn Søren Tage
Tariq Tejs Terje Terkel Thaddæus Theis Theo Theodor Thomas Thor Thorbjørn Thorkil Thorkild Thorleif Thorsten Thorvald
Thue Thyge Tim Timothy Timo Timmy Tobias Toke Tom Tommy Tonni Tonny Tor Torben Tore Torkil Torkild Torleif Tormod
Torsten Torstein Torvald Tristan Troels Trygve Tue Tyge Tyler Uffe Uffa Ulf Ulrich Ulrik Urban Usman Vagn Vagner Valdemar
Valter Veit Verner Victor Vidar Viggo Viktor Vilfred Vilhelm Villads Villiam Villum Villy Vincent Vitus Vladimir Volmer
Walid Walter Walther Werner Wilhelm Willi William Willy Wolfgang Xander Yahya Yasin Yassin Younes Yousef Youssef Yusuf
Zacharias Zakaria Øjvind Ørjan Østen Øystein Øyvind Åge Åke Amjad Arash Artin Aziz Babak Bilal Burhan Cenk Daoud Dawit
Deniz Dragan Ehsan Emir Enes Erdem Farhad Farhan Fatih Faruk Goran Habib Haroun Hikmet Hosam Husam Ihsan Issa Jabbar
Javad Kemal Kofi Kwame Lamin Latif Luqman Mahdi Marwan Masoud Mehdi Mesut Metin Milos Morteza Musa Nabil Naim Nadeem
Nasir Nizar Okan Omer Onur Orhan Ousman Qasim Rachid Raheem Rahim Rahman Ramazan Rauf Rustam Saad Sabri Sadik Saeed Sajid
Samet Sayed Selcuk Sharif Siraj Slobodan Soleiman Suleiman Tahir Taha Talal Tarek Tayfun Tewodros Thien Tomas Tomasz
Ugur Umut Usama Volkan Wael Wasim Wojciech Yasar Yonas Yunus Zaid Zaki Zoran Piotr Pawel Jacek Andrzej Krzysztof Andrei
Minik Malik Aqqaluk Nuka Hákun Jógvan Heðin Ólavur Páll Bárður Rói Tróndur Sámal Høgni
"""
_WOMEN = """
Abelone Ada Adele Adriana Agathe Agnes Agnete Agneta Aicha Aida Aisha Alba Alberte Alexandra Alfrida Alice Alicia Alma
Alva Amal Amalie Amanda Amelia Amelie Amina Amira Amy Ana Andrea Ane Anette Angela Angelica Anika Anina Anita Anja Anka
Anke Ann Anna Annabel Annabell Anne Anne-Dorthe Anne-Lise Anne-Mette Anne-Marie Annegrethe Annelise Annemarie Annemette
Annemie Annette Anni Annie Annika Annike Anny Antje Antonia Arabella Arwa Ascha Asha Asiya Asma Asta Astrid Augusta Aviaja
Aya Ayan Ayse Aysel Barbara Barbra Basma Beate Beatrice Belinda Benedicte Benedikte Bente Benthe Berit Bertha Bettina
Betina Betty Birgit Birgitta Birgitte Birte Birthe Bitten Bjørg Bodil Brigitte Britt Britta Britte Camilla Camille Carin
Carina Carla Carmen Carol Carolina Caroline Cathrine Catrine Catherine Cecilia Cecilie Celeste Celina Charlotte Christa
Christel Christiane Christina Christine Cilla Cille Clara Claudia Connie Conny Cornelia Dagmar Dagny Dana Daniela
Danielle Debbie Diana Dicte Dina Ditte Dolly Dominique Dorit Dorrit Dorte Dorthe Dorthea Dorothea Ea Ebba Edel Edit
Edith Eila Ejla Eleonora Elena Eliana Elin Elina Elinor Elisa Elisabet Elisabeth Elise Elizabeth Ella Elle Ellen Ellinor
Elly Else Else-Marie Elsebeth Elsa Elva Elvira Emilia Emilie Emily Emma Emmy Erica Erika Erna Esma Esmeralda Ester Esther
Estrid Eva Evelyn Evy Fadila Fadumo Fahima Fanny Fatima Fatma Fatme Felicia Filippa Fie Fiona Flora Franka Frederikke
Freja Freya Frida Fride Frigga Fatuma Gabriella Gabriele Gerda Gerd Gertrud Gine Gitte Gitta Grete Grethe Gro Gry Gudrun
Gunhild Gunvor Gurli Gyda Gyrith Halima Hana Hanna Hannah Hanne Hanne-Lise Hamdi Harriet Hawa Heba Hedda Hedvig Heidi
Helen Helena Helene Helga Helle Hellen Henny Henriette Herdis Hilda Hilde Hildur Hjørdis Hodan Ida Ida-Marie Idil Ilham
Ilse Ina Inas Ines Inga Inge Inge-Lise Ingeborg Ingelise Inger Inger-Lise Inger-Marie Ingerlise Ingrid Ingunn Iman Ipek Irene
Iris Irma Isa Isabel Isabella Isabelle Isolde Ivalu Ivana Jacqueline Jamila Jana Jane Janet Janette Janice Janna Janne
Jannie Jasmin Jasmina Jeanett Jeanette Jeanne Jelena Jennie Jennifer Jenny Jessica Jessie Jette Jill Jo Joan Joanna
Johanna Johanne Jolene Josefine Josephine Joy Judi Judit Judith Julia Juliane Julie Juliet Juna Jutta Jytte Kaja Kaisa
Kamilla Kamma Karen Karen-Margrethe Karin Karina Karla Karoline Katarina Kate Katharina Kathe Kathrine Katinka Katja
Katrin Katrina Katrine Katy Kaya Khadija Kiki Kim Kira Kirsa Kirsten Kirstine Kit Kitt Kitte Kitty Kjerstin Klara Kristiane
Kristin Kristina Kristine Laila Laisa Lajla Lana Lara Laura Laurine Lea Leila Lejla Lena Lene Leonora Lilian Liliana Lilja
Lillemor Lilli Lillian Lilly Lily Linda Line Linea Linnea Linn Lis Lisa Lisbet Lisbeth Lise Lise-Lotte Liselotte Lissi
Lissie Lissy Liv Liva Livia Liza Lizette Lizzi Lona Lone Lonni Lonny Lotta Lotte Louisa Louise Lovise Luna Lucia Lucie
Lucy Ludovica Luisa Luise Lulu Lydia Lykke Lærke Mabel Mai Mai-Britt Maibritt Maiken Maise Maj Maj-Britt Maja Majbrit
Majbritt Majken Malene Malou Mandana Manon Margareta Margaretha Margaret Margit Margot Margrete Margrethe Marguerite Maria
Mariam Mariana Mariane Marianna Marianne Marie Marie-Louise Mariella Marielle Marija Marika Marina Marion Maritta Marlene
Martha Marta Martina Martine Mary Maryam Mathilde Matilde Maud Maya Melanie Melina Melissa Mercedes Merete Merethe Meta
Mette Mette-Marie Mia Michaela Michala Michelle Mie Mikala Mille Milena Milla Milja Mille Mimi Mina Mina Minna Mira Miranda
Miriam Miriem Mirja Misha Moa Molly Mona Monica Monika Monique Muna Myrna Mynte Nadia Nadja Najat Nana Nancy Nanna
Naomi Natalia Natalie Natasja Natasha Nelly Nete Nethe Nicole Nicoline Nikoline Nina Ninna Noor Nora Norma Nynne Oda
Odette Olga Olivia Olivija Olina Ophelia Orkide Ottilie Palma Pamela Patricia Paula Paulina Pauline Pernille Petra Petrea
Pia Polly Puk Rachel Ragnhild Rahma Raija Rakel Rana Randi Rania Rebecca Rebekka Regina Regitze Regitse Rena Renata
Renate Ria Rigmor Rikke Riitta Rita Ritt Rita Ronja Rosa Rosalina Rose Rosita Roza Rut Ruth Ruth-Marie Sabina Sabine Sabrina
Sadia Safia Sahra Saida Sally Salma Samantha Samira Sandra Sanne Sara Sarah Saynab Selma Shirin Sia Sidsel Sigga Signe
Sigrid Sigrun Silja Silje Silke Silla Simone Sine Sissel Siv Siw Sofia Sofie Solbritt Solveig Solvej Sonja Sophia Sophie
Stella Stephanie Stina Stine Sundus Sunniva Susan Susanna Susanne Susie Suzanne Svetlana Sylvia Sylvie Synnøve Søs Tabita
Tamara Tania Tanja Tatiana Tea Tenna Teresa Terese Tessa Thea Theodora Therese Theresa Thilde Thit Thora Thyra Tilda
Tilde Tina Tine Tinna Tone Torunn Tora Tove Tovelil Trine Trille Tullia Tyra Tytte Ulla Ulla-Britt Ulrikke Ulrike Una
Ursula Urszula Valborg Valentina Valeria Vanessa Vanja Vega Vera Veronica Veronika Vibe Vibeke Vicki Vicky Victoria
Vigdis Viktoria Vilma Viola Violeta Vita Vivi Vivian Wanda Wenche Wiebke Wilhelmina Wilma Winnie Yasmin Yasmine Ylva Yrsa
Yvonne Zahra Zaynab Zeinab Zeynep Zofia Zoe Zohra Zuhal Øllegaard Åse Aase Ashley Asli Ayla Azra Behnaz Burcu Canan Defne
Derya Dilan Dilek Ebru Elif Emine Esra Farah Farida Fariba Fidan Filiz Ghada Gulnaz Gül Gülay Gülsen Habiba Hafsa Hala
Halime Hanan Hatice Havva Hoda Huda Huong Ifrah Inaam Jamilla Joanna Kadriye Katarzyna Khadra Latifa Leyla Linh Lubna
Mahsa Malgorzata Manal Maryan Mehtap Meryem Mina Mona Munira Nabila Nadira Naima Najma Narges Nasrin Nazan Nesrin Neslihan
Nilgün Nilofar Nour Nura Ozlem Parisa Pinar Rabia Rahima Reem Rima Rukia Sabiha Safa Sahar Samar Samina Selda Semra Sevda
Sevgi Shabnam Shukri Sibel Sirin Soraya Sumaya Suzan Tahmina Tasneem Thuy Ubah Yildiz Yosra Zainab Zarah Zubaida
Agnieszka Magdalena Ewa Barbara Beata Dorota Oksana Olena Tetiana Nataliya Iryna Irina Yulia Arnaq Pipaluk Naja Nivi
Navarana Rannvá Bergtóra Durita Gunnvør Turið Marjun
"""

_PARTS = re.compile(r"[-‐]")
MEN = frozenset(_MEN.split())
WOMEN = frozenset(_WOMEN.split())


def is_given(word: str) -> bool:
    """Whether `word` is somebody's given name; of a double one the first half counts.

    >>> is_given("Bertil"), is_given("Anne-Mette"), is_given("Værn")
    (True, True, False)
    """
    first = _PARTS.split(word, maxsplit=1)[0]
    return any(name in MEN or name in WOMEN for name in (word, first))


def gender(word: str) -> Gender:
    """Who bears the given name.

    >>> gender("Tove"), gender("Hans-Jørgen"), gender("Kim"), gender("Ukendt")
    ('f', 'm', '', '')
    """
    names = (word, _PARTS.split(word, maxsplit=1)[0])
    man, woman = (any(name in table for name in names) for table in (MEN, WOMEN))
    return "" if man == woman else "m" if man else "f"
