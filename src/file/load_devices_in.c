/* Millions of rows: what is kept of each is its name and its group. */
#include "file/load_in.h"

#include "base/num.h"
#include "file/table_in.h"

static bool take_id(struct table_in *t, unsigned column,
		    const struct span *cells)
{
	if (!table_in_present(t, LOAD010, column, cells))
		return false;
	if (cells[column].n <= LOAD_DEVICE_ID_MAX)
		return true;
	table_in_reject(t, LOAD013, column, cells, "is longer than %u bytes",
			LOAD_DEVICE_ID_MAX);
	return false;
}

static void take_device(struct table_in *t, const struct span *cells)
{
	const unsigned id = LOAD_DEVICES_COL_DEVICE_ID;
	const unsigned group = LOAD_DEVICES_COL_GROUP;
	struct load_devices *v = t->into;
	uint32_t at;

	if (!take_id(t, id, cells) ||
	    !table_in_present(t, LOAD010, group, cells))
		return;
	at = intern_find(&v->groups, cells[group]);
	if (at == INTERN_NONE)
		table_in_reject(t, LOAD039, group, cells,
				"is not in the groups file");
	if (t->ok)
		load_device_add(v, cells[id], (uint16_t)at);
}

/* "01:30+01:00": minutes, and whether it is said to be BST. */
static bool take_slot(struct span text, uint32_t *minute, bool *summer)
{
	const struct span offset = text.n > 5 ? span_from(text, 5) :
						SPAN_EMPTY;

	*summer = span_eq(offset, SPAN("+01:00"));
	return text.n >= 5 && load_time_parse(span_make(text.p, 5), false,
					      minute, NULL) &&
	       (offset.n == 0 || *summer || span_eq(offset, SPAN("+00:00")));
}

static void take_assigned(struct table_in *t, const struct span *cells)
{
	const unsigned id = LOAD_ASSIGN_COL_DEVICE_ID;
	const unsigned slot = LOAD_ASSIGN_COL_SLOT_START;
	const unsigned offset = LOAD_ASSIGN_COL_OFFSET_S;
	struct load_devices *v = t->into;
	const uint32_t group = intern_find(&v->groups,
					   cells[LOAD_ASSIGN_COL_GROUP]);
	uint32_t minute = 0;
	uint64_t offset_s = 0;
	bool summer = false;

	if (!take_id(t, id, cells))
		return;
	if (cells[slot].n && !take_slot(cells[slot], &minute, &summer))
		table_in_reject(t, LOAD015, slot, cells,
				"is not HH:MM of local time");
	if (table_in_count(t, offset, cells, &offset_s) && offset_s >= 3600)
		table_in_reject(t, LOAD013, offset, cells,
				"is more than a slot has");
	if (!t->ok || group == INTERN_NONE)
		return;
	load_device_add(v, cells[id], (uint16_t)group);
	vec_push(&v->time, cells[slot].n ? LOAD_TIME(minute, summer,
						     offset_s) :
		 LOAD_NO_TIME);
}

static const struct table_in_kind devices_kind = {
	&load_devices_format, take_device, LOAD012, 0 };
static const struct table_in_kind assign_kind = {
	&load_assign_format, take_assigned, LOAD012, 0 };

static bool read_kind(const struct table_in_kind *kind,
		      struct load_devices *v, const struct load_set *s,
		      const char *path, const struct input_limits *limits,
		      struct diag *d, struct rows_source *source,
		      bool *system)
{
	bool ok;

	for (size_t i = 0; i < s->groups.n; i++)
		intern_put(&v->groups, s->groups.v[i].name, NULL);
	ok = table_in_read(kind, path, limits, d, v, source, system);
	v->file = source->name;
	return ok;
}

bool load_devices_read(struct load_devices *v, const struct load_set *s,
		       const char *path, const struct input_limits *limits,
		       struct diag *d, struct rows_source *source,
		       bool *system)
{
	return read_kind(&devices_kind, v, s, path, limits, d, source,
			 system);
}

bool load_assign_read(struct load_devices *v, const struct load_set *s,
		      const char *path, const struct input_limits *limits,
		      struct diag *d, struct rows_source *source,
		      bool *system)
{
	return read_kind(&assign_kind, v, s, path, limits, d, source,
			 system);
}
