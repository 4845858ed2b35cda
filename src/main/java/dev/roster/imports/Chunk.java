package dev.roster.imports;

import java.util.List;

/**
 * Some hundreds of rows that are written together.
 *
 * @param number its place in the file, from 0
 * @param rows as they were sent; once it is done only what was rejected
 * @param results of those that are done, by line
 */
record Chunk(int number, List<ImportRow> rows, List<RowResult> results) {}
