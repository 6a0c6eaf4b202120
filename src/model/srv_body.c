/* The tables are made by build-aux/srv_body.awk. */
#include "model/srv_body.h"

#include <string.h>

#include "model/srv_body_table.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

bool srv_body_find(struct span srv, struct srv_body *b)
{
	for (size_t i = 0; i < COUNT(bodies); i++) {
		const size_t end = i + 1 < COUNT(bodies) ?
			bodies[i + 1].first : COUNT(rows);

		if (!span_eq(span_of(pool + bodies[i].srv), srv))
			continue;
		b->row = &rows[bodies[i].first];
		b->n = (uint32_t)(end - bodies[i].first);
		return true;
	}
	return false;
}

uint32_t srv_body_end(const struct srv_body *b, uint32_t i)
{
	const uint8_t level = b->row[i].level;

	do
		i++;
	while (i < b->n && b->row[i].level > level);
	return i;
}

const char *srv_row_name(const struct srv_row *row)
{
	return pool + row->name;
}

const char *srv_row_facet(const struct srv_row *row)
{
	return pool + row->facet;
}

bool srv_row_is_attribute(const struct srv_row *row)
{
	return pool[row->name] == '@';
}

bool srv_row_has_text(const struct srv_row *row)
{
	return row->type >= SRV_STRING;
}

bool srv_row_facet_named(const struct srv_row *row, const char *name,
			 struct span *value)
{
	struct span rest = span_of(srv_row_facet(row)), part, key;

	while (span_cut(&rest, ';', &part)) {
		*value = part;
		if (span_cut(value, '=', &key) &&
		    span_eq(key, span_of(name)))
			return true;
	}
	return false;
}
