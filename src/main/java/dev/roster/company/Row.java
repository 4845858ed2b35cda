package dev.roster.company;

import dev.roster.shared.Cursor;

/** A row of a list with its sort position as the database sees it, for the next page's cursor. */
record Row<T>(T shown, Cursor.Position position) {}
