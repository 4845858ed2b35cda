package dev.roster.shared;

/**
 * The maximum lengths of text input, in characters (Unicode code points), and the patterns of keys. Validation, the API
 * contract and the console's forms all take them from here.
 */
public final class Bounds {
    /** The name of a person, a group, an organization or an API token. */
    public static final int NAME = 100;

    /** The name of a role or of an area of the product. */
    public static final int SHORT_NAME = 60;

    public static final int DESCRIPTION = 300;
    public static final int USERNAME = 64;

    /** RFC 5321, section 4.5.3.1.3, without the angle brackets. */
    public static final int EMAIL = 254;

    /** A phone number as typed, including separators. */
    public static final int PHONE = 30;

    public static final int EXTERNAL_ID = 255;
    public static final int URL = 500;
    public static final int SEARCH = 200;

    /** The smallest minimum length of a password that a policy can set. */
    public static final int SHORTEST_PASSWORD = 8;

    /** Every policy allows passwords of this length. */
    public static final int ALLOWED_PASSWORD = 64;

    public static final int PASSWORD = 128;

    /** A code of an authenticator app or a recovery code as typed, including separators. */
    public static final int CODE = 40;

    /** The highest strength of a password, as zxcvbn scores it from 0. */
    public static final int PASSWORD_STRENGTH = 4;

    /** The key of a role or of an area of the product. */
    public static final String KEY_PATTERN = "[a-z][a-z0-9_]{0,39}";

    public static final int KEY = 40;

    /** The part of a URL that identifies an organization: a label of RFC 1123. */
    public static final String SLUG_PATTERN = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

    public static final int SLUG = 63;

    /** The maximum number of areas of the product, and of levels of access in each. */
    public static final int AREAS = 50;

    public static final int LEVELS = 10;

    /** How long an emailed link can be valid, in hours: 90 days. */
    public static final int LINK_HOURS = 24 * 90;

    private Bounds() {}
}
