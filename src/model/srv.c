/* The table is made by build-aux/srv.awk; what is here finds in it. */
#include "model/srv.h"

#include <string.h>

const struct srv srv_table[] = {
#include "model/srv_table.h"
};
const uint32_t srv_count = sizeof(srv_table) / sizeof(srv_table[0]);

static const char *const role_names[] = {
	"IS", "ES", "GS", "RSA", "ED", "GT", "OU",
};
static const char *const device_names[] = {
	"ESME", "GSME", "GPF", "CHF", "HCALCS", "PPMID", "IHD", "CAD",
};
static const char *const knows_names[] = {
	[SRV_UNKNOWN] = "unknown", [SRV_NO] = "no",
	[SRV_UNLIKELY] = "unlikely", [SRV_LIKELY] = "likely",
	[SRV_YES] = "yes",
};

#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },
static const struct table_column catalogue_columns[] = {
#include "model/catalogue.cols.h"
};
#undef COL
const struct table_format catalogue_format = {
	.schema = "srv-catalogue/1",
	.codes = TABLE_CODES("DUIS"),
	.columns = catalogue_columns,
	.count = CATALOGUE_COLUMNS,
};

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

/* 129 rows in the order of a catalogue: not worth an index */
static uint32_t place(struct span srv)
{
	for (uint32_t i = 0; i < srv_count; i++) {
		if (span_eq(span_of(srv_table[i].srv), srv))
			return i;
	}
	return srv_count;
}

const struct srv *srv_find(struct span srv)
{
	const uint32_t i = place(srv);

	return i < srv_count ? &srv_table[i] : NULL;
}

const struct srv *srv_by_body(struct span element)
{
	for (uint32_t i = 0; i < srv_count; i++) {
		if (span_eq(span_of(srv_table[i].body), element))
			return &srv_table[i];
	}
	return NULL;
}

char srv_service(unsigned variant)
{
	static const char of[] = { 0, 'S', 'D', 'S', 'T', 'S', 'D', 'S', 'D' };

	return variant < sizeof(of) ? of[variant] : 0;
}

static unsigned named(const char *const *names, size_t n, struct span name)
{
	for (unsigned i = 0; i < n; i++) {
		if (span_eq_nocase(span_of(names[i]), name))
			return 1u << i;
	}
	return 0;
}

static const char *name_of(const char *const *names, size_t n, unsigned bit)
{
	for (unsigned i = 0; i < n; i++) {
		if (bit == 1u << i)
			return names[i];
	}
	return "";
}

unsigned srv_role_named(struct span name)
{
	return named(role_names, COUNT(role_names), name);
}

unsigned srv_device_named(struct span name)
{
	return named(device_names, COUNT(device_names), name);
}

const char *srv_role_name(unsigned role)
{
	return name_of(role_names, COUNT(role_names), role);
}

const char *srv_device_name(unsigned device)
{
	return name_of(device_names, COUNT(device_names), device);
}

const char *srv_knows_name(enum srv_knows knows)
{
	return knows_names[knows];
}

void srv_catalogue_init(struct srv_catalogue *c)
{
	*c = (struct srv_catalogue){ .arena = ARENA_INIT };
	c->v = arena_alloc(&c->arena, sizeof(srv_table));
	memcpy(c->v, srv_table, sizeof(srv_table));
}

void srv_catalogue_release(struct srv_catalogue *c)
{
	arena_release(&c->arena);
	c->v = NULL;
}

struct srv *srv_catalogue_find(const struct srv_catalogue *c,
			       struct span srv)
{
	const uint32_t i = place(srv);

	return i < srv_count ? &c->v[i] : NULL;
}
