package dev.roster.importfile;

import dev.roster.shared.Text;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a column of users is called in spreadsheets and in the exports of other products, in English and German: Google
 * Workspace, Entra, Okta, Moodle, Canvas, Adobe, GitLab, LDAP. Case, accents, blanks and punctuation do not count.
 */
final class ColumnTitles {
    private static final Pattern NOT_COUNTED = Pattern.compile("[^\\p{L}\\p{N}]");
    private static final Pattern BRACKET = Pattern.compile("^(.*?)\\[([^\\]]*)].*$", Pattern.DOTALL);
    private static final Pattern AFTERTHOUGHT =
            Pattern.compile("\\*|\\((?:required|optional|erforderlich|pflichtfeld)\\)", Pattern.CASE_INSENSITIVE);

    /** Columns of Google's exports that its own import ignores, such as {@code Status [READ ONLY]}. */
    private static final List<String> NOT_FOR_US = List.of("readonly", "uploadonly");

    /**
     * By field, the most telling titles first: of several columns for a field, the one with the most telling title is taken.
     * Titles after the bar are taken only if the file has no better column for their field.
     */
    private static final String KNOWN = """
            externalId: external user id, externe id, externe kennung, user id, sis user id, id number, idnumber
            email: email address, mail, mail address, user email, primary email, work email, business email, email 1, \
            email primary, email id, email addresses, primary email address, work email address, contact email, \
            adresse email, mailadresse, email adresse, emails, primare email adresse, geschaftliche email, \
            geschaftliche email adresse, dienstliche email, email geschaftlich, user principal name, upn, \
            benutzerprinzipalname, rfc822mailbox, proxy email
            username: user name, login, login id, login name, user login, uid, sam account name, benutzername, \
            anmeldename, benutzerkennung, nutzername, nutzerkennung, benutzer id, kennung, account name, kontoname
            displayName: full name, name, cn, common name, name full, anzeigename, vollstandiger name, \
            vollstaendiger name, voller name, vor und nachname, vorname und nachname, vorname nachname, \
            nachname vorname, first and last name, first name last name, real name, person, contact name, \
            complete name, gecos, display name printable
            firstName: given name, givenname, vorname, forename, first, fname, gn, name first, rufname, christian name, \
            user first name, given names, vornamen
            lastName: surname, sn, nachname, family name, familienname, last, lname, name last, zuname, \
            user last name, second name
            phone.countryCode: phone country code, country calling code, calling code, dial code, dialling code, \
            landervorwahl, landesvorwahl, laendervorwahl, international prefix
            phone.number: phone, phone number, mobile phone, mobile, mobile number, mobile phone number, cell phone, \
            cell, telephone, telephone number, primary phone, work phone, business phone, business phones, phone 1, tel, \
            telefon, telefonnummer, mobiltelefon, mobilnummer, mobiltelefonnummer, mobil, handy, handynummer, rufnummer, \
            festnetz, telefon geschaftlich, recovery phone, home phone, msisdn, e164
            locale: language, lang, preferred language, sprache, bevorzugte sprache, user language, anzeigesprache, \
            language code, sprachcode, user locale
            timeZone: time zone, timezone, tz, tzid, zone info, zoneinfo, iana time zone, zeitzone
            role: user role, rolle, benutzerrolle, role name, access role
            groups: group, gruppe, gruppen, benutzergruppen, benutzergruppe, group names, group name
            status: benutzerstatus
            passwordHash: passwort hash, kennwort hash
            """;

    private static final Map<String, Title> TITLES = titles();

    private ColumnTitles() {}

    /**
     * What a title stands for.
     *
     * @param rank 0 for Roster's own title; the smaller, the more telling
     */
    record Title(String field, int rank) {}

    /** What the title stands for, or null if that is unknown. */
    static @Nullable Title find(String title) {
        var bracket = BRACKET.matcher(title);
        if (!bracket.matches()) {
            return TITLES.get(key(AFTERTHOUGHT.matcher(title).replaceAll("")));
        }
        // Entra: Name [displayName] Required. Google: First Name [Required].
        var inside = key(bracket.group(2));
        if (NOT_FOR_US.contains(inside)) {
            return null;
        }
        var property = TITLES.get(inside);
        return property != null ? property : isProperty(bracket.group(2)) ? null : TITLES.get(key(bracket.group(1)));
    }

    /** Whether the text in brackets is the name of a property, rather than a remark such as {@code Required}. */
    private static boolean isProperty(String inside) {
        return inside.length() > 1
                && Character.isLowerCase(inside.charAt(0))
                && inside.chars().anyMatch(Character::isUpperCase);
    }

    /** The part of a title that counts. */
    static String key(String title) {
        return NOT_COUNTED.matcher(Text.folded(title)).replaceAll("");
    }

    private static Map<String, Title> titles() {
        var titles = new HashMap<String, Title>();
        KNOWN.lines().forEach(line -> {
            var field = line.substring(0, line.indexOf(':'));
            titles.put(key(field), new Title(field, 0));
            int rank = 1;
            for (var title : line.substring(line.indexOf(':') + 1).split(",")) {
                titles.putIfAbsent(key(title), new Title(field, rank++));
            }
        });
        return Map.copyOf(titles);
    }
}
