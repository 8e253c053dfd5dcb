/** Names people of one origin carry. Family names are joined as `familyNames` says. */
export type Culture = Readonly<{
  language: string;
  women: readonly string[];
  men: readonly string[];
  families: readonly string[];
  /** How many family names a person has: Portuguese and Spanish speakers inherit from both parents. */
  familyNames: 1 | 2;
  /** Share of people with a second given name. */
  second: number;
}>;

const list = (text: string): readonly string[] => text.split(',').map((name) => name.trim());

/** Most common first: earlier names are drawn more often. */
export const CULTURES = {
  portuguese: {
    language: 'pt-PT', familyNames: 2, second: 0.45,
    women: list('Maria, Ana, Inês, Beatriz, Joana, Catarina, Sofia, Marta, Teresa, Carolina, Leonor, Matilde, Mariana, Rita, Isabel, Helena, Cláudia, Sónia, Patrícia, Filipa, Margarida, Luísa, Conceição, Graça, Fátima, Alice, Francisca, Susana, Sílvia, Lurdes, Madalena, Constança, Laura, Raquel, Vera, Célia, Rosa, Benedita, Íris, Anabela'),
    men: list('João, José, António, Manuel, Francisco, Pedro, Paulo, Carlos, Luís, Miguel, Tiago, Rui, Nuno, Ricardo, Bruno, Duarte, Tomás, Afonso, Rodrigo, Martim, Santiago, Gonçalo, Diogo, André, Jorge, Fernando, Vítor, Hugo, Joaquim, Filipe, Henrique, Sérgio, Domingos, Álvaro, Óscar, Salvador, Vasco, Dinis, Artur, Simão'),
    families: list('Silva, Santos, Ferreira, Pereira, Oliveira, Costa, Rodrigues, Martins, Jesus, Sousa, Fernandes, Gonçalves, Gomes, Lopes, Marques, Alves, Almeida, Ribeiro, Pinto, Carvalho, Teixeira, Moreira, Correia, Mendes, Nunes, Soares, Vieira, Monteiro, Cardoso, Rocha, Raposo, Neves, Coelho, Cruz, Cunha, Pires, Ramos, Reis, Simões, Antunes, Matos, Fonseca, Machado, Araújo, Barbosa, Tavares, Lourenço, Castro, Figueiredo, Azevedo, Freitas, Magalhães, Henriques, Leite, Guerreiro, Borges, Nogueira, Pacheco, Sampaio, Vasconcelos, Brandão, Queirós, Baptista, Morais, Esteves, Melo, Furtado, Medeiros, Arruda, Câmara, Bettencourt, Ávila, Drummond, Brito, Abreu, Assunção, Bragança, Caetano, Camacho, Gouveia, Lacerda, Loureiro, Macedo, Mesquita, Miranda, Mourão, Paiva, Peixoto, Quintela, Rebelo, Salgado, Serrão, Toscano, Valente, Varela, Veloso, Vilhena, Xavier'),
  },
  brazilian: {
    language: 'pt-BR', familyNames: 2, second: 0.35,
    women: list('Ana, Juliana, Fernanda, Camila, Larissa, Letícia, Gabriela, Amanda, Bruna, Vanessa, Aline, Luana, Jéssica, Thaís, Rafaela, Priscila, Bianca, Natália, Daniela, Renata, Viviane, Tatiane'),
    men: list('Lucas, Gabriel, Rafael, Matheus, Felipe, Gustavo, Guilherme, Leonardo, Eduardo, Vinícius, Thiago, Marcelo, Anderson, Wesley, Caio, Otávio, Igor, Murilo, Everton, Danilo'),
    families: list('Silva, Souza, Oliveira, Santos, Lima, Pereira, Ferreira, Rodrigues, Nascimento, Araújo, Barros, Moura, Cavalcanti, Teodoro, Batista, Dias, Rezende, Siqueira, Falcão, Prado, Bittencourt, Godoy, Macedo, Pimentel, Vasques'),
  },
  capeVerdean: {
    language: 'pt-CV', familyNames: 2, second: 0.2,
    women: list('Djamila, Edna, Ivone, Nilza, Arlinda, Celeste, Eunice, Maria, Zuleika, Dulce, Nádia, Solange'),
    men: list('Adilson, Ivandro, Nelson, Euclides, Gilson, Jailson, Mário, Hélder, Wilson, Nilton, Amílcar, Osvaldo'),
    families: list('Tavares, Semedo, Varela, Gomes, Monteiro, Andrade, Évora, Lopes, Mendes, Furtado, Delgado, Moniz, Barros, Cabral, Correia, Pina, Fortes, Brito'),
  },
  ukrainian: {
    language: 'uk', familyNames: 1, second: 0,
    women: list('Olena, Oksana, Iryna, Tetiana, Natalia, Svitlana, Yulia, Kateryna, Anastasia, Halyna, Larysa, Daryna'),
    men: list('Oleksandr, Andriy, Serhiy, Volodymyr, Mykola, Dmytro, Yuriy, Ivan, Bohdan, Taras, Maksym, Vasyl'),
    families: list('Shevchenko, Kovalenko, Bondarenko, Tkachenko, Kravchenko, Oliynyk, Melnyk, Polishchuk, Savchenko, Marchenko, Rudenko, Moroz, Lysenko, Petrenko, Hrytsenko, Kovalchuk'),
  },
  nepali: {
    language: 'ne', familyNames: 1, second: 0.3,
    women: list('Sita, Gita, Anjali, Sunita, Puja, Kamala, Laxmi, Sabina, Binita, Asmita, Manju, Sarita'),
    men: list('Bishal, Suresh, Ramesh, Prakash, Dipak, Santosh, Rajan, Krishna, Nabin, Sagar, Bikash, Manoj'),
    families: list('Thapa, Gurung, Shrestha, Adhikari, Tamang, Rai, Karki, Poudel, Basnet, Bhattarai, Khadka, Magar, Lama, Acharya'),
  },
  indian: {
    language: 'hi', familyNames: 1, second: 0.1,
    women: list('Priya, Neha, Kavita, Simran, Harpreet, Aisha, Meera, Divya, Fatima, Jaspreet, Shreya, Nandini'),
    men: list('Rahul, Amit, Gurpreet, Harjit, Arjun, Vikram, Imran, Sanjay, Rohit, Mandeep, Ravi, Anil'),
    families: list('Singh, Kaur, Patel, Sharma, Kumar, Khan, Das, Fernandes, Gill, Sidhu, Mehta, Nair, Reddy, Dhillon, Hossain, Rahman'),
  },
  chinese: {
    language: 'zh', familyNames: 1, second: 0,
    women: list('Xiaoling, Mei, Yan, Li, Fang, Jing, Xiuying, Na, Min, Lan, Yuting, Qian'),
    men: list('Wei, Jun, Lei, Qiang, Ming, Tao, Chao, Gang, Bin, Hao, Jianhua, Zhiyuan'),
    families: list('Wang, Li, Zhang, Liu, Chen, Yang, Zhao, Huang, Zhou, Wu, Xu, Sun, Zhu, Lin, Ye, Jin'),
  },
  british: {
    language: 'en-GB', familyNames: 1, second: 0.5,
    women: list("Margaret, Susan, Emily, Charlotte, Fiona, Siobhán, Heather, Gillian, Amelia, Róisín, Imogen, Harriet"),
    men: list('David, John, Thomas, Oliver, Callum, Graham, Edward, Ciarán, Alistair, Hugh, Stuart, Rhys'),
    families: list("Smith, Jones, Taylor, Brown, Wilson, Evans, O'Brien, O'Connor, MacDonald, Fraser, Hughes, Whitfield, Ashworth, Fitzgerald, Llewellyn, Spencer-Hayes"),
  },
  german: {
    language: 'de', familyNames: 1, second: 0.3,
    women: list('Ursula, Sabine, Julia, Katrin, Anneliese, Jördis, Käthe, Lena, Heike, Ingrid, Astrid, Søs'),
    men: list('Hans, Jürgen, Wolfgang, Thomas, Jörg, Lukas, Björn, Uwe, Götz, Matthias, Klaus, Henrik'),
    families: list('Müller, Schmidt, Schneider, Fischer, Weber, Wagner, Schäfer, Köhler, Groß, Weiß, Jørgensen, Lindström, Bäcker, Hoffmann, Böttcher, von der Heide'),
  },
  french: {
    language: 'fr', familyNames: 1, second: 0.3,
    women: list('Marie, Camille, Chloé, Élodie, Françoise, Geneviève, Hélène, Manon, Zoé, Léa, Anaïs, Maëlle'),
    men: list('Jean, Pierre, François, Loïc, Étienne, Jérôme, Noël, Benoît, Hugo, Mathéo, Rémi, Théo'),
    families: list('Martin, Bernard, Dubois, Durand, Lefèvre, Moreau, Girard, Fontaine, Chevalier, Rousseau, Lemaître, Béranger, Le Goff, D’Aubigné'),
  },
  arabic: {
    language: 'ar', familyNames: 1, second: 0.1,
    women: list('Fatima, Amina, Khadija, Salma, Yasmin, Nour, Leila, Rania, Hiba, Samira'),
    men: list('Mohamed, Ahmed, Youssef, Omar, Hassan, Karim, Ibrahim, Tariq, Bilal, Khalid'),
    families: list('El Amrani, Benali, Haddad, Al-Khatib, Bouazza, Mansour, Saidi, Nasser, Alaoui, Darwish, Khoury, Zahraoui'),
  },
  spanish: {
    language: 'es', familyNames: 2, second: 0.3,
    women: list('Lucía, Carmen, Pilar, Paula, Martina, Begoña, Nuria, Rocío, Ángeles, Valentina'),
    men: list('Javier, Alejandro, Pablo, Íñigo, Álvaro, Sergio, Jesús, Andrés, Ramón, Mateo'),
    families: list('García, Fernández, González, Rodríguez, López, Martínez, Sánchez, Pérez, Muñoz, Ibáñez, Núñez, Ordóñez, Peña, Vázquez'),
  },
} as const satisfies Record<string, Culture>; // prettier-ignore

export type CultureName = keyof typeof CULTURES;

/** People whose names test a screen: own scripts, right to left, very long, very short. */
export const UNUSUAL_NAMES: readonly Readonly<{ given: string; family: string; toUse?: string; woman: boolean; language: string }>[] = [
  { given: 'محمد عبد الرحمن', family: 'الخطيب', woman: false, language: 'ar' },
  { given: 'فاطمة الزهراء', family: 'بن علي', woman: true, language: 'ar' },
  { given: 'יעל', family: 'בן־דוד', woman: true, language: 'he' },
  { given: 'Олена', family: 'Шевченко', woman: true, language: 'uk' },
  { given: 'Дмитро Сергійович', family: 'Ковальчук', woman: false, language: 'uk' },
  { given: '小明', family: '王', woman: false, language: 'zh' },
  { given: '美玲', family: '欧阳', woman: true, language: 'zh' },
  { given: 'さくら', family: '渡辺', woman: true, language: 'ja' },
  { given: 'सीता', family: 'श्रेष्ठ', woman: true, language: 'ne' },
  { given: 'Ελένη', family: 'Παπαδοπούλου', woman: true, language: 'el' },
  { given: 'Nguyễn Thị', family: 'Phương Thảo', woman: true, language: 'vi' },
  { given: 'Maria do Rosário Francisca Xavier de Paula', family: 'Bragança Saldanha e Meneses de Vasconcelos e Albuquerque Coutinho', toUse: 'Rosarinho', woman: true, language: 'pt-PT' },
  { given: 'Pedro de Alcântara João Carlos Leopoldo', family: 'Corrêa de Sá Pereira e Castro Teles da Silva', toUse: 'Pedro', woman: false, language: 'pt-PT' },
  { given: 'Wolfeschlegelsteinhausen', family: 'Freiherr von Bergerdorff-Hohenlohe-Langenburg', woman: false, language: 'de' },
  { given: 'Ng', family: 'O', woman: false, language: 'en-GB' },
  { given: 'Þórunn', family: 'Guðmundsdóttir', woman: true, language: 'is' },
  { given: 'İbrahim', family: 'Çağlar', woman: false, language: 'tr' },
  { given: 'Zdzisława', family: 'Brzęczyszczykiewicz', woman: true, language: 'pl' },
  { given: 'Jean-Baptiste', family: 'de la Tour d’Auvergne-Lauraguais', woman: false, language: 'fr' },
  { given: 'Lupe', family: 'Fakafanua Tuʻipelehake', woman: true, language: 'to' },
]; // prettier-ignore
