package dev.roster.bench;

import dev.roster.shared.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * First and last names, the same in every run: some very common, most of them not, a few so rare that one in a hundred
 * thousand people has one, as in a real company. So three letters match tens of thousands of people, a thousand, or twenty.
 */
final class Names {
    private static final int LAST_NAMES = 1_000;
    private static final int RARE_NAMES = 80;
    private static final double SHARE_OF_RARE_NAME = 1.5e-5;
    private static final int TERMS = 20;
    private static final long SEED = 20_260_101;

    private static final String[] FIRST_NAMES = """
            Maria Anna José Thomas Michael Sofia Peter Laura Andreas Julia Daniel Sarah Martin Lena Stefan Emma Christian
            Nina Markus Eva Alexander Lisa Paul Katharina Jan Sabine Lukas Claudia Felix Monika David Petra Tobias Birgit
            Jonas Andrea Simon Nicole Florian Barbara Max Susanne Philipp Christina Matthias Martina Sebastian Ursula
            Benjamin Karin Dominik Renate Robert Helga Johannes Brigitte Oliver Ingrid Patrick Gabriele Frank Anja Jürgen
            Melanie Wolfgang Stefanie Klaus Jennifer Uwe Sandra Ralf Tanja Bernd Silke Dirk Heike Jörg Ute Holger Kerstin
            Ada Grace Alan Edsger Barbara Donald Niklaus Frances Tony Margaret Linus Radia Ken Dennis Bjarne James Guido
            Olivia Liam Noah Ava Isabella Mia Charlotte Amelia Harper Evelyn Elijah William Lucas Henry Theodore Jack Levi
            Mateo Jackson Mason Ethan Logan Aiden Samuel Carter Wyatt Jayden Owen Dylan Luke Gabriel Anthony Isaac Grayson
            Abigail Emily Elizabeth Mila Ella Avery Camila Aria Scarlett Victoria Madison Luna Chloé Penelope Layla Riley
            Zoë Nora Lily Eleanor Hannah Lillian Addison Aubrey Ellie Stella Natalie Zoe Leah Hazel Violet Aurora Savannah
            Audrey Brooklyn Bella Claire Skylar Lucy Paisley Everly Caroline Genesis Kennedy Kinsley Allison Maya Willow
            Giulia Francesco Alessandro Lorenzo Mattia Leonardo Andrea Chiara Federica Elena Giorgia Martina Beatrice Marco
            Pierre Jean Marie Camille Léa Hugo Louis Chloe Inès Manon Arthur Jules Gabriela Raphaël Antoine Margaux Élise
            Carlos Miguel Lucía Pablo Alejandro Carmen Diego Álvaro Marta Javier Elena Sergio Raúl Paula Irene Adrián Noelia
            Katarzyna Piotr Agnieszka Krzysztof Małgorzata Andrzej Joanna Tomasz Magdalena Paweł Zofia Marcin Wojciech Ewa
            Sven Lars Ingrid Björn Astrid Freja Mikkel Søren Kirsten Magnus Olav Sigrid Håkon Liv Elin Nils Gustav Ebba
            Mehmet Ayşe Mustafa Fatma Ahmet Emine Yusuf Zeynep Ali Elif Hasan Meryem İbrahim Deniz Omar Layan Yasmin Karim
            Wei Li Ming Yan Hiroshi Yuki Sakura Kenji Priya Arjun Ananya Rohan Ravi Lakshmi Sanjay Deepa Nguyen Linh Thi
            """.strip().split("\\s+");

    private static final String[] SYLLABLES = """
            ber ger man hof ner mei ler sch wal ter ste fan kra mer fis cher we bak son der lin den gar cia mar tin ro dri
            lo pez san chez per ez gon za fer nan di az mo re no al va rom ru iz nav ar tor res ram ir vas qui gil ser ran
            smi th jon es wil li ams bro wn tay lor dav ies eva ns hug hes gre en hal ed wa rds har ris coo per kow al ski
            now ak wis nie wsk woj cik kam ins lew and zie lin jan sz per ss on hans ols lar ss nil sen and ers jak obs
            ros si rus so fer ra ri esp os ito bian chi rom ano col om bo ric ci mar ino gre co bru no gal lo con ti
            """.strip().split("\\s+");

    private static final String[] RARE_SYLLABLES = """
            xyl qua zwy jux vyx pfu kwj fjo zhu ghw yqo uxv wyz jyl hmu vlk tzk gdy bzu zjo
            """.strip().split("\\s+");

    private final List<String> first;
    private final List<String> last;
    private final double[] firstUpTo;
    private final double[] lastUpTo;

    Names() {
        var random = new Random(SEED);
        first = List.copyOf(new LinkedHashSet<>(Arrays.asList(FIRST_NAMES)));
        last = new ArrayList<>(made(SYLLABLES, LAST_NAMES, random));
        last.addAll(made(RARE_SYLLABLES, RARE_NAMES, random));
        firstUpTo = upTo(first.size(), 0);
        lastUpTo = upTo(LAST_NAMES, RARE_NAMES);
    }

    /** How many of a hundred thousand people a search matches. */
    enum Kind {
        COMMON(0.01, 0.06),
        MEDIUM(0.000_5, 0.002),
        RARE(0.000_012, 0.000_08);

        private final double least;
        private final double most;

        Kind(double least, double most) {
            this.least = least;
            this.most = most;
        }
    }

    String first(RandomGenerator random) {
        return first.get(pick(firstUpTo, random));
    }

    String last(RandomGenerator random) {
        return last.get(pick(lastUpTo, random));
    }

    /** Three letters each, from within a name. None of them occurs in {@code elsewhere}. */
    List<String> terms(Kind kind, String elsewhere) {
        var terms = new ArrayList<String>();
        for (var candidate : candidates()) {
            double share = 1 - (1 - share(candidate, first, firstUpTo)) * (1 - share(candidate, last, lastUpTo));
            if (share >= kind.least && share <= kind.most && !elsewhere.contains(candidate)) {
                terms.add(candidate);
            }
        }
        // Sorted by something unrelated to the alphabet.
        terms.sort(Comparator.comparingInt(term -> term.hashCode() * 0x9E3779B9));
        return terms.subList(0, Math.min(TERMS, terms.size()));
    }

    /** The first letters of names, the most frequent ones first. */
    List<String> beginnings(int letters) {
        var beginnings = new LinkedHashSet<String>();
        for (var name : first) {
            beginnings.add(Text.folded(name).substring(0, letters));
        }
        beginnings.removeIf(beginning -> !beginning.matches("[a-z]+"));
        return beginnings.stream().limit(TERMS).toList();
    }

    /** More than three letters each, from within a last name: some common, some rare. */
    List<String> longerTerms() {
        return last.stream()
                .map(Text::folded)
                .filter(name -> name.matches("[a-z]{6,}"))
                .map(name -> name.substring(1, 6))
                .distinct()
                .filter(term -> Math.floorMod(term.hashCode(), 20) == 0)
                .limit(TERMS)
                .toList();
    }

    /** A last and a first name each, as in a list on paper. */
    List<String> pairs() {
        var pairs = new ArrayList<String>();
        for (int i = 0; i < TERMS; i++) {
            pairs.add(Text.folded(last.get(i * i) + ", " + first.get(i * 7)));
        }
        return pairs;
    }

    /** Three letters each, that only people have whose names begin with one of these. */
    List<String> termsOf(String initials) {
        return candidates().stream()
                .filter(term ->
                        last.stream().noneMatch(name -> Text.folded(name).contains(term)))
                .filter(term -> first.stream()
                        .map(Text::folded)
                        .filter(name -> name.contains(term))
                        .allMatch(name -> initials.indexOf(name.charAt(0)) >= 0))
                .limit(TERMS)
                .toList();
    }

    private Set<String> candidates() {
        var candidates = new TreeSet<String>();
        for (var names : List.of(first, last)) {
            for (var name : names) {
                var folded = Text.folded(name);
                for (int i = 1; i + 3 <= folded.length(); i++) {
                    candidates.add(folded.substring(i, i + 3));
                }
            }
        }
        candidates.removeIf(candidate -> !candidate.matches("[a-z]{3}"));
        return candidates;
    }

    private static double share(String term, List<String> names, double[] upTo) {
        double share = 0;
        for (int i = 0; i < names.size(); i++) {
            if (Text.folded(names.get(i)).contains(term)) {
                share += upTo[i] - (i == 0 ? 0 : upTo[i - 1]);
            }
        }
        return share;
    }

    private static Set<String> made(String[] syllables, int number, Random random) {
        var names = new LinkedHashSet<String>();
        var known = new HashSet<String>();
        while (names.size() < number) {
            var name = new StringBuilder();
            for (int i = 2 + random.nextInt(2); i > 0; i--) {
                name.append(syllables[random.nextInt(syllables.length)]);
            }
            name.setCharAt(0, Character.toUpperCase(name.charAt(0)));
            if (known.add(name.toString())) {
                names.add(name.toString());
            }
        }
        return names;
    }

    /** The n-th name is about n times as rare as the first (Zipf); the rare ones at the end are as rare as each other. */
    private static double[] upTo(int names, int rare) {
        var upTo = new double[names + rare];
        double sum = 0;
        for (int i = 0; i < names; i++) {
            sum += 1.0 / (i + 8);
        }
        double share = 1 - rare * SHARE_OF_RARE_NAME;
        double before = 0;
        for (int i = 0; i < upTo.length; i++) {
            before += i < names ? share / (i + 8) / sum : SHARE_OF_RARE_NAME;
            upTo[i] = before;
        }
        return upTo;
    }

    private static int pick(double[] upTo, RandomGenerator random) {
        int found = Arrays.binarySearch(upTo, random.nextDouble());
        return Math.min(found < 0 ? -found - 1 : found, upTo.length - 1);
    }
}
