package dorsal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A row of a table with the number of its audit entry.
 *
 * @param values by column; a column without a value is left out
 */
record Row(Table table, long entry, Map<String, Object> values) {
    static Row read(Table table, ResultSet result) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            Object value = column.read(result);
            if (value != null) {
                values.put(column.name(), value);
            }
        }
        return new Row(table, result.getLong("entry"), values);
    }

    /** The hash that stands in the audit entry. */
    String hash() {
        Map<String, Object> hashed = new LinkedHashMap<>();
        hashed.put("table", table.sql());
        for (Column column : table.columns()) {
            Object value = values.get(column.name());
            if (value != null) {
                hashed.put(column.name(), value);
            }
        }
        return ContentHash.of(hashed);
    }

    /** @throws ChartRefusal if a text of it cannot be kept as it is */
    void check() {
        for (Column column : table.columns()) {
            Object value = values.get(column.name());
            if (value != null) {
                column.check(value);
            }
        }
    }

    void insert(JdbcClient sql) {
        List<String> names =
                Stream.concat(Stream.of("entry"), values.keySet().stream()).toList();
        List<Object> parameters = Stream.concat(Stream.of((Object) entry), values.values().stream())
                .map(Column::parameter)
                .toList();
        sql.sql("insert into %s (%s) values (%s)"
                        .formatted(
                                table.sql(),
                                String.join(", ", names),
                                names.stream().map(name -> "?").collect(Collectors.joining(", "))))
                .params(parameters)
                .update();
    }
}
