package dev.roster.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.AnyComparisonExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsDistinctExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SetOperationList;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.update.Update;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a statement reads and writes, and whether it stays in its organization: each table that belongs to
 * organizations must be bound by its organization to a parameter, or to another table that is. A condition counts only in a
 * plain conjunction.
 */
final class StatementTables {
    /** JSqlParser supports neither an expression as the target of a conflict, nor its collation: neither names a table. */
    private static final String CONFLICT_TARGET = "(?i)on conflict \\((?:[^()]|\\([^()]*\\))*\\)";

    private static final String COLLATION = " collate \"C\"";

    private final Map<String, Set<String>> tables;
    private final List<String> unbound = new ArrayList<>();
    private final Set<String> read = new TreeSet<>();
    private final Set<String> written = new TreeSet<>();
    private final Selects selects = new Selects();
    private final List<Scope> scopes = new ArrayList<>();

    /** @param tables those that belong to organizations, each with the columns that identify a row's organization */
    private StatementTables(Map<String, Set<String>> tables) {
        this.tables = tables;
    }

    /**
     * @param unbound the tables that are bound to no organization, each with its alias
     * @param read excluding those that are also written
     */
    record Looked(List<String> unbound, Set<String> read, Set<String> written) {}

    static Looked look(String sql, Map<String, Set<String>> tables) throws JSQLParserException {
        var looked = new StatementTables(tables);
        var known = sql.replaceAll(CONFLICT_TARGET, "on conflict").replace(COLLATION, "");
        looked.statement(CCJSqlParserUtil.parse(known), null);
        looked.scopes.forEach(Scope::check); // last, since what a lateral select depends on is bound after it
        looked.read.removeAll(looked.written);
        return new Looked(looked.unbound, looked.read, looked.written);
    }

    /** The aliases in scope at one place of the statement. */
    private final class Scope {
        private final @Nullable Scope outer;
        private final Map<String, Source> sources = new LinkedHashMap<>();

        Scope(@Nullable Scope outer) {
            this.outer = outer;
            scopes.add(this);
        }

        void add(String alias, @Nullable Table table) {
            var name = table == null ? "" : table.getName().toLowerCase(Locale.ROOT);
            sources.put(alias.toLowerCase(Locale.ROOT), new Source(name, tables.getOrDefault(name, Set.of())));
        }

        @Nullable Source find(Column column) {
            if (column.getTable() != null) {
                var found = sources.get(column.getTable().getName().toLowerCase(Locale.ROOT));
                return found != null || outer == null ? found : outer.find(column);
            }
            var ours = sources.values().stream()
                    .filter(source -> source.columns.contains(column.getColumnName()))
                    .toList();
            return ours.isEmpty() && outer != null ? outer.find(column) : ours.isEmpty() ? null : ours.getFirst();
        }

        void check() {
            sources.forEach((alias, source) -> {
                if (!source.columns.isEmpty() && !source.isBound()) {
                    unbound.add(source.table + " " + alias);
                }
            });
        }
    }

    /** A table in the statement; one that does not belong to organizations is checked where it is defined. */
    private static final class Source {
        private final String table;
        private final Set<String> columns;
        private final List<Source> equals = new ArrayList<>();
        private boolean bound;

        Source(String table, Set<String> columns) {
            this.table = table;
            this.columns = columns;
            this.bound = columns.isEmpty();
        }

        boolean isBound() {
            var seen = new ArrayList<Source>(List.of(this));
            for (int i = 0; i < seen.size(); i++) {
                if (seen.get(i).bound) {
                    return true;
                }
                seen.get(i).equals.stream().filter(s -> !seen.contains(s)).forEach(seen::add);
            }
            return false;
        }
    }

    private void statement(Statement statement, @Nullable Scope outer) {
        switch (statement) {
            case Select select -> select(select, outer);
            case Update update -> {
                with(update.getWithItemsList(), outer);
                var scope = new Scope(outer);
                written.add(update.getTable().getName());
                table(update.getTable(), scope);
                from(update.getFromItem(), update.getJoins(), scope);
                conditions(update.getWhere(), scope);
                update.getUpdateSets().forEach(set -> set.getValues().forEach(value -> nested(value, scope)));
            }
            case Delete delete -> {
                with(delete.getWithItemsList(), outer);
                var scope = new Scope(outer);
                written.add(delete.getTable().getName());
                table(delete.getTable(), scope);
                if (delete.getUsingList() != null) {
                    delete.getUsingList().forEach(used -> table(used, scope));
                }
                conditions(delete.getWhere(), scope);
            }
            case Insert insert -> {
                with(insert.getWithItemsList(), outer);
                if (insert.getSelect() != null) {
                    select(insert.getSelect(), outer);
                }
                written.add(insert.getTable().getName());
                var columns = tables.get(insert.getTable().getName());
                if (columns != null
                        && insert.getColumns().stream().noneMatch(c -> columns.contains(c.getColumnName()))) {
                    unbound.add(insert.getTable().getName() + " (inserted)");
                }
            }
            default -> throw new IllegalStateException("cannot look at " + statement);
        }
    }

    private void with(@Nullable List<WithItem<?>> items, @Nullable Scope outer) {
        if (items != null) {
            items.forEach(item -> {
                if (item.getParenthesedStatement() instanceof ParenthesedSelect select) {
                    select(select, outer);
                } else {
                    var inner = item.getParenthesedStatement();
                    statement(
                            inner instanceof net.sf.jsqlparser.statement.update.ParenthesedUpdate u
                                    ? u.getUpdate()
                                    : inner instanceof net.sf.jsqlparser.statement.delete.ParenthesedDelete d
                                            ? d.getDelete()
                                            : ((net.sf.jsqlparser.statement.insert.ParenthesedInsert) inner)
                                                    .getInsert(),
                            outer);
                }
            });
        }
    }

    private void select(Select select, @Nullable Scope outer) {
        with(select.getWithItemsList(), outer);
        switch (select) {
            case PlainSelect plain -> {
                var scope = new Scope(outer);
                from(plain.getFromItem(), plain.getJoins(), scope);
                conditions(plain.getWhere(), scope);
                plain.getSelectItems().forEach(item -> nested(item.getExpression(), scope));
                if (plain.getOrderByElements() != null) {
                    plain.getOrderByElements().forEach(order -> nested(order.getExpression(), scope));
                }
            }
            case ParenthesedSelect inner -> select(inner.getSelect(), outer);
            case SetOperationList union -> union.getSelects().forEach(each -> select(each, outer));
            default -> {} // values
        }
    }

    private void from(@Nullable FromItem first, @Nullable List<Join> joins, Scope scope) {
        if (first != null) {
            source(first, scope);
        }
        for (var join : joins == null ? List.<Join>of() : joins) {
            var before = new ArrayList<>(scope.sources.values());
            source(join.getFromItem(), scope);
            Collection<Expression> on = join.getOnExpressions();
            on.forEach(condition -> conditions(condition, scope));
            for (var column : join.getUsingColumns()) {
                var joined = new ArrayList<>(scope.sources.values()).getLast();
                before.forEach(source -> equal(source, joined, column.getColumnName()));
            }
        }
    }

    private void source(FromItem item, Scope scope) {
        if (item instanceof Table table) {
            table(table, scope);
            return;
        }
        if (item instanceof Select select) {
            select(select, scope); // lateral or not: it sees at most what precedes it
        }
        if (item.getAlias() != null) {
            scope.add(item.getAlias().getName(), null);
        }
    }

    private void table(Table table, Scope scope) {
        read.add(table.getName());
        scope.add(table.getAlias() == null ? table.getName() : table.getAlias().getName(), table);
    }

    private void conditions(@Nullable Expression expression, Scope scope) {
        switch (expression) {
            case null -> {}
            case AndExpression and -> {
                conditions(and.getLeftExpression(), scope);
                conditions(and.getRightExpression(), scope);
            }
            case ParenthesedExpressionList<?> one
            when one.size() == 1
                    && one.getFirst() instanceof OrExpression or
                    && or.getLeftExpression() instanceof IsNullExpression -> {
                // of this organization or of none, as the operator's are
                conditions(or.getRightExpression(), scope);
                nested(or, scope);
            }
            case ParenthesedExpressionList<?> one when one.size() == 1 -> conditions(one.getFirst(), scope);
            case IsDistinctExpression same
            when same.isNot() -> {
                equal(same.getLeftExpression(), same.getRightExpression(), scope);
                nested(same, scope);
            }
            case InExpression in
            when !in.isNot() && in.getLeftExpression() instanceof Column column -> {
                var source = scope.find(column);
                if (source != null && source.columns.contains(column.getColumnName())) {
                    source.bound = true; // by a list, or by a select that is checked separately
                }
                nested(in, scope);
            }
            case EqualsTo equals -> {
                equal(equals.getLeftExpression(), equals.getRightExpression(), scope);
                equal(equals.getRightExpression(), equals.getLeftExpression(), scope);
                nested(equals, scope);
            }
            default -> nested(expression, scope);
        }
    }

    private static void equal(Expression one, Expression other, Scope scope) {
        if (!(one instanceof Column column)) {
            return;
        }
        var source = scope.find(column);
        if (source == null || !source.columns.contains(column.getColumnName())) {
            return;
        }
        switch (other) {
            case JdbcParameter _ -> source.bound = true;
            case CastExpression cast when cast.getLeftExpression() instanceof JdbcParameter -> source.bound = true;
            case AnyComparisonExpression _ -> source.bound = true;
            case Column known -> {
                var to = scope.find(known);
                if (to != null && (to.columns.isEmpty() || to.columns.contains(known.getColumnName()))) {
                    source.equals.add(to);
                    to.equals.add(source);
                }
            }
            default -> {}
        }
    }

    private static void equal(Source one, Source other, String column) {
        if (other.columns.contains(column) && (one.columns.contains(column) || one.columns.isEmpty())) {
            one.equals.add(other);
            other.equals.add(one);
        }
    }

    private void nested(Expression expression, Scope scope) {
        expression.accept(selects, scope);
    }

    /** The selects in an expression. */
    private final class Selects extends ExpressionVisitorAdapter<Void> {
        @Override
        public <S> Void visit(ParenthesedSelect select, S scope) {
            select(select, (Scope) scope);
            return super.visit(new net.sf.jsqlparser.expression.NullValue(), scope);
        }

        @Override
        public <S> Void visit(Select select, S scope) {
            select(select, (Scope) scope);
            return super.visit(new net.sf.jsqlparser.expression.NullValue(), scope);
        }
    }
}
