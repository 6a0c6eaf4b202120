/* The tables of loads as formats. */
#include "model/load.h"

#define COL(id, name, type, values, flags, help) \
	{ name, TABLE_##type, values, flags, help },

static const struct table_column load_groups_columns[] = {
#include "model/load_groups.cols.h"
};
static const struct table_column load_base_columns[] = {
#include "model/load_base.cols.h"
};
static const struct table_column load_limits_columns[] = {
#include "model/load_limits.cols.h"
};
static const struct table_column load_nodes_columns[] = {
#include "model/load_nodes.cols.h"
};
static const struct table_column load_profile_columns[] = {
#include "model/load_profile.cols.h"
};
static const struct table_column load_devices_columns[] = {
#include "model/load_devices.cols.h"
};
static const struct table_column load_assign_columns[] = {
#include "model/load_assign.cols.h"
};
#undef COL

static const char *const load_codes[] = TABLE_CODES("LOAD");

#define FORMAT(name, schema_name) \
	TABLE_FORMAT(name, schema_name, load_codes)

FORMAT(load_groups, "load-groups/1");
FORMAT(load_base, "load-base/1");
FORMAT(load_limits, "load-limits/1");
FORMAT(load_nodes, "load-nodes/1");
FORMAT(load_profile, "srv-load/1");
FORMAT(load_devices, "load-devices/1");
FORMAT(load_assign, "load-assign/1");

void load_set_release(struct load_set *s)
{
	vec_release(&s->groups);
	vec_release(&s->base);
	vec_release(&s->limits);
	vec_release(&s->nodes);
	arena_release(&s->arena);
}

void load_migrated_release(struct load_migrated *m)
{
	vec_release(&m->rows);
	arena_release(&m->arena);
}

void load_devices_release(struct load_devices *v)
{
	intern_release(&v->groups);
	vec_release(&v->text);
	vec_release(&v->at);
	vec_release(&v->hash);
	vec_release(&v->group);
	vec_release(&v->time);
}

struct span load_device_id(const struct load_devices *v, size_t i)
{
	const char *p = v->text.v + v->at.v[i];

	return span_make(p + 1, (unsigned char)*p);
}

/* FNV-1a in 64 bits: the same on any machine and in any version. */
static uint64_t hash_of(struct span id)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < id.n; i++)
		h = (h ^ (unsigned char)id.p[i]) * 0x100000001b3u;
	return h;
}

void load_device_add(struct load_devices *v, struct span id, uint16_t group)
{
	const size_t at = v->text.n;

	vec_reserve(&v->text, at + id.n + 1);
	v->text.v[at] = (char)id.n;
	memcpy(v->text.v + at + 1, id.p, id.n);
	v->text.n += id.n + 1;
	vec_push(&v->at, at);
	vec_push(&v->hash, hash_of(id));
	vec_push(&v->group, group);
}

struct span load_group_user(const struct load_group *g)
{
	return g->user.n ? g->user : g->supplier;
}

const char *load_resource_name(enum load_resource r)
{
	return r == LOAD_DLMS ? "dlms" : "tps";
}
