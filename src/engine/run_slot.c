/* Open attempts, and where they are found. */
#include <string.h>

#include "engine/run_room.h"

struct span run_text(struct run *r, struct span s)
{
	if (!s.n)
		return SPAN_EMPTY;
	return intern_get(&r->texts, intern_put(&r->texts, s, NULL));
}

/* ---- what changed ---- */

void run_tell(struct run *r, struct run_slot *s)
{
	if (s->told == r->round && s->told_at >= r->changes_told) {
		r->changes.v[s->told_at] = s->a;
		return;
	}
	s->told = r->round;
	s->told_at = r->changes.n;
	vec_push(&r->changes, s->a);
}

void run_tell_ended(struct run *r, const struct attempt *a)
{
	vec_push(&r->changes, *a);
}

bool run_changed(struct run *r, struct attempt *a)
{
	if (r->changes_told < r->changes.n) {
		*a = r->changes.v[r->changes_told++];
		return true;
	}
	r->changes.n = r->changes_told = 0;
	r->round++;
	return false;
}

/* ---- by RequestID, by schedule ---- */

static uint64_t mix(uint64_t h)
{
	h ^= h >> 32;
	h *= UINT64_C(0xd6e8feb86659fd93);
	h ^= h >> 32;
	h *= UINT64_C(0xd6e8feb86659fd93);
	return h ^ h >> 32;
}

static uint64_t id_hash(const struct duis_id *id)
{
	return mix(mix(mix(id->originator) ^ id->target) ^ id->counter);
}

static uint64_t slot_hash(const struct run *r, const struct run_slot *s,
			  bool by_id)
{
	return by_id ? id_hash(&s->a.id) :
	       mix(intern_find(&r->texts, s->a.schedule));
}

static uint32_t *link_of(struct run_slot *s, bool by_id)
{
	return by_id ? &s->next_id : &s->next_schedule;
}

static bool is_in(const struct run_slot *s, bool by_id)
{
	return by_id == s->a.has_id;
}

static void index_put(struct run *r, struct run_slot *s, bool by_id)
{
	struct run_index *i = by_id ? &r->by_id : &r->by_schedule;
	uint32_t *head = &i->head[slot_hash(r, s, by_id) & (i->size - 1)];

	*link_of(s, by_id) = *head;
	*head = (uint32_t)(s - r->slots.v);
}

/* As many buckets as there may be slots: chains stay short. */
static void index_grow(struct run *r, bool by_id)
{
	struct run_index *i = by_id ? &r->by_id : &r->by_schedule;

	if (i->size >= r->slots.n && i->size)
		return;
	i->size = i->size ? i->size * 2 : 64;
	i->head = mem_resize(i->head, i->size, sizeof(*i->head));
	memset(i->head, 0xff, i->size * sizeof(*i->head));
	for (size_t k = 0; k < r->slots.n; k++) {
		struct run_slot *s = &r->slots.v[k];

		if (s->a.number && is_in(s, by_id))
			index_put(r, s, by_id);
	}
}

static void index_drop(struct run *r, struct run_slot *s, bool by_id)
{
	struct run_index *i = by_id ? &r->by_id : &r->by_schedule;
	uint32_t *at = &i->head[slot_hash(r, s, by_id) & (i->size - 1)];

	while (&r->slots.v[*at] != s)
		at = link_of(&r->slots.v[*at], by_id);
	*at = *link_of(s, by_id);
}

struct run_slot *run_find_id(struct run *r, const struct duis_id *id)
{
	uint32_t at;

	if (!r->by_id.size)
		return NULL;
	at = r->by_id.head[id_hash(id) & (r->by_id.size - 1)];
	while (at != RUN_NONE && !duis_id_same(&r->slots.v[at].a.id, id))
		at = r->slots.v[at].next_id;
	return at == RUN_NONE ? NULL : &r->slots.v[at];
}

struct run_slot *run_find_schedule(struct run *r, struct span schedule,
				   uint64_t device, struct span srv)
{
	const uint32_t text = intern_find(&r->texts, schedule);
	struct run_slot *found = NULL;
	uint32_t at;

	if (text == INTERN_NONE || !r->by_schedule.size)
		return NULL;
	at = r->by_schedule.head[mix(text) & (r->by_schedule.size - 1)];
	for (; at != RUN_NONE; at = r->slots.v[at].next_schedule) {
		struct run_slot *s = &r->slots.v[at];
		const struct run_case *c = &r->set->cases[s->a.place];

		if (span_eq(s->a.schedule, schedule) &&
		    (!device || device == c->device) &&
		    (!srv.n || span_eq(srv, span_of(c->testcase->srv->srv))) &&
		    (!found || s->a.place < found->a.place))
			found = s;
	}
	return found;
}

/* ---- slots ---- */

static bool listens(const struct testcase *c)
{
	return c->expect_alert.n || c->forbid_any_for_s;
}

static void listen(struct run *r, struct run_slot *s)
{
	struct run_lane *l = &r->lanes[r->places[s->a.place].lane];
	const uint32_t at = (uint32_t)(s - r->slots.v);

	s->prev_listener = RUN_NONE;
	s->next_listener = l->listeners;
	if (l->listeners != RUN_NONE)
		r->slots.v[l->listeners].prev_listener = at;
	l->listeners = at;
}

static void unlisten(struct run *r, struct run_slot *s)
{
	struct run_lane *l = &r->lanes[r->places[s->a.place].lane];

	if (s->next_listener != RUN_NONE)
		r->slots.v[s->next_listener].prev_listener = s->prev_listener;
	if (s->prev_listener != RUN_NONE)
		r->slots.v[s->prev_listener].next_listener = s->next_listener;
	else
		l->listeners = s->next_listener;
}

/* Zeroed; its attempt is filled in by who asked, then indexed. */
struct run_slot *run_slot_new(struct run *r, uint32_t place)
{
	struct run_slot *s;

	if (r->free != RUN_NONE) {
		s = &r->slots.v[r->free];
		r->free = s->free;
		*s = (struct run_slot){ .under_way = false };
	} else {
		s = vec_add(&r->slots);
	}
	s->a.place = place;
	r->places[place].slot = (uint32_t)(s - r->slots.v);
	return s;
}

void run_slot_index(struct run *r, struct run_slot *s)
{
	const bool by_id = s->a.has_id;

	/* growing puts in all that there are, this one too */
	if ((by_id ? &r->by_id : &r->by_schedule)->size < r->slots.n)
		index_grow(r, by_id);
	else
		index_put(r, s, by_id);
	if (listens(run_case_of(r, s->a.place)))
		listen(r, s);
}

void run_slot_free(struct run *r, struct run_slot *s)
{
	index_drop(r, s, s->a.has_id);
	if (listens(run_case_of(r, s->a.place)))
		unlisten(r, s);
	r->places[s->a.place].slot = RUN_NONE;
	*s = (struct run_slot){ .free = r->free };
	r->free = (uint32_t)(s - r->slots.v);
}
