/* Everything is sorting 64-bit keys: by rank in a group, by device, by both.
 * A radix sort, for there are millions of them and no ties that matter: of
 * equal keys the names decide. */
#include "engine/load_assign.h"

#include <string.h>
#include "base/mem.h"
#include "model/codes.h"

struct key {
	uint64_t key;
	uint32_t device;
};

/* The finalizer of MurmurHash3: every bit of the result depends on every bit
 * of what goes in. */
static uint64_t mix(uint64_t h)
{
	h = (h ^ h >> 33) * 0xff51afd7ed558ccdu;
	h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53u;
	return h ^ h >> 33;
}

static uint64_t name_hash(struct span name)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < name.n; i++)
		h = (h ^ (unsigned char)name.p[i]) * 0x100000001b3u;
	return h;
}

static void sort_keys(struct key *v, size_t n)
{
	struct key *other = mem_array(n + 1, sizeof(*other));
	struct key *from = v, *to = other;

	for (unsigned shift = 0; shift < 64; shift += 16) {
		static const size_t buckets = 65536;
		size_t *at = mem_array(buckets + 1, sizeof(*at));
		struct key *swap = from;

		for (size_t i = 0; i < n; i++)
			at[(from[i].key >> shift & 0xffff) + 1]++;
		for (size_t b = 0; b < buckets; b++)
			at[b + 1] += at[b];
		for (size_t i = 0; i < n; i++)
			to[at[from[i].key >> shift & 0xffff]++] = from[i];
		mem_free(at);
		from = to;
		to = swap;
	}
	mem_free(other);		/* four turns: the result is in v */
}

/* Equal keys by name; true: two of them are one device (of one group). */
static int by_name(const struct load_assign *a, const struct key *x,
		   const struct key *y)
{
	const int c = span_cmp(load_device_id(a->devices, x->device),
			       load_device_id(a->devices, y->device));

	if (c)
		return c;
	return (int)a->devices->group.v[x->device] -
	       (int)a->devices->group.v[y->device];
}

static void settle_ties(const struct load_assign *a, struct key *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		const struct key k = v[i];
		size_t j = i;

		while (j > 0 && v[j - 1].key == k.key &&
		       by_name(a, &v[j - 1], &k) > 0) {
			v[j] = v[j - 1];
			j--;
		}
		v[j] = k;
	}
}

/* ---- ranks and cuts ------------------------------------------------------ */

/* Devices of each work in turn: first[w] up to first[w + 1] of order. */
struct ranks {
	struct load_assign *a;
	bool pack;
	uint32_t *work_of;		/* by group of the devices */
	uint64_t *salt;			/* by group */
	size_t *first;			/* by work; the last: of no work */
};

static void find_works(struct ranks *r)
{
	const struct load_net *net = r->a->net;
	const struct intern *groups = &r->a->devices->groups;

	for (uint32_t g = 0; g < groups->count; g++) {
		r->work_of[g] = (uint32_t)net->works.n;
		r->salt[g] = mix(name_hash(intern_get(groups, g)));
		for (uint32_t w = 0; w < net->works.n; w++) {
			if (span_eq(net->works.v[w].group->name,
				    intern_get(groups, g)))
				r->work_of[g] = w;
		}
	}
}

static void tell_again(const struct load_assign *a, uint32_t device,
		       struct diag *d)
{
	const struct load_devices *v = a->devices;
	const struct span id = load_device_id(v, device);

	code_find(d, LOAD040, &(struct code_place){ .file = v->file,
		.column = "device_id", .value = &id },
		"is there twice in group '" SPAN_F "'",
		SPAN_A(intern_get(&v->groups, v->group.v[device])));
}

static void rank(struct ranks *r, struct diag *d)
{
	struct load_assign *a = r->a;
	const struct load_devices *v = a->devices;
	struct key *keys = mem_array(a->n + 1, sizeof(*keys));
	const size_t works = a->net->works.n;
	size_t *at = mem_array(works + 2, sizeof(*at));

	for (size_t i = 0; i < a->n; i++) {
		const uint64_t salt = r->pack ? 0 : r->salt[v->group.v[i]];

		keys[i] = (struct key){ mix(v->hash.v[i] ^ salt),
					(uint32_t)i };
		r->first[r->work_of[v->group.v[i]] + 1]++;
	}
	sort_keys(keys, a->n);
	settle_ties(a, keys, a->n);
	for (size_t w = 0; w <= works; w++)
		r->first[w + 1] += r->first[w];
	memcpy(at, r->first, (works + 1) * sizeof(*at));
	for (size_t i = 0; i < a->n; i++) {
		const uint32_t device = keys[i].device;

		a->order[at[r->work_of[v->group.v[device]]]++] = device;
		if (i && keys[i].key == keys[i - 1].key &&
		    by_name(a, &keys[i - 1], &keys[i]) == 0)
			tell_again(a, device, d);
	}
	mem_free(keys);
	mem_free(at);
}

/* Up to the slot, of n devices: as many as of the group's requests. */
static size_t cut(const struct load_work *w, uint64_t upto, size_t n)
{
	if (w->group->count == 0)
		return 0;
	return (size_t)(upto * n / w->group->count);
}

static void assign_work(struct ranks *r, uint32_t at, struct diag *d)
{
	const struct load_work *w = &r->a->net->works.v[at];
	const struct load_day *day = r->a->net->day;
	const uint32_t *device = r->a->order + r->first[at];
	const size_t n = r->first[at + 1] - r->first[at];
	uint64_t upto = 0;
	size_t i = 0;

	if (n && n != w->group->count)
		code_find(d, LOAD041, &(struct code_place){
			.file = r->a->devices->file }, "group '" SPAN_F
			"' has %zu devices and a count of %llu; its slots "
			"are filled in proportion",
			SPAN_A(w->group->name), n,
			(unsigned long long)w->group->count);
	for (uint32_t k = 0; k < w->slots; k++) {
		const uint32_t t = (w->from + k) % day->slots;

		upto += w->sent[t];
		for (; i < cut(w, upto, n); i++)
			r->a->slot[device[i]] = (uint16_t)t;
	}
}

/* ---- several groups of a device ------------------------------------------ */

static bool same_device(const struct load_assign *a, uint32_t x, uint32_t y)
{
	return a->devices->hash.v[x] == a->devices->hash.v[y] &&
	       span_eq(load_device_id(a->devices, x),
		       load_device_id(a->devices, y));
}

static const struct load_work *work_of(const struct ranks *r, uint32_t device)
{
	const uint32_t w = r->work_of[r->a->devices->group.v[device]];

	return w < r->a->net->works.n ? &r->a->net->works.v[w] : NULL;
}

static bool in_window(const struct ranks *r, const struct load_work *w,
		      uint32_t slot)
{
	const uint32_t slots = r->a->net->day->slots;

	return (slot + slots - w->from) % slots < w->slots;
}

/* Moves a device's read from one slot to another; false: no room. */
static bool move(struct ranks *r, uint32_t device, uint16_t to)
{
	const struct load_work *w = work_of(r, device);
	const struct load_node *n = &r->a->net->nodes.v[w->node];
	const uint64_t weight = w->weights.tps[0];
	const uint16_t from = r->a->slot[device];

	if (!in_window(r, w, to) || n->base[LOAD_TPS][to] +
	    n->work[LOAD_TPS][to] + weight > n->limit[LOAD_TPS][to])
		return false;
	n->work[LOAD_TPS][to] += weight;
	n->work[LOAD_TPS][from] -= weight;
	r->a->slot[device] = to;
	return true;
}

static void count_wakeups(struct ranks *r, const uint32_t *v, size_t n)
{
	struct load_assign *a = r->a;

	for (size_t i = 0; i < n; i++) {
		bool alone = a->slot[v[i]] != LOAD_NO_SLOT;

		a->wakeups_apart += alone;
		for (size_t j = 0; j < i; j++)
			alone = alone && a->slot[v[j]] != a->slot[v[i]];
		a->wakeups += alone;
	}
}

static void tell_twice(struct ranks *r, uint32_t x, uint32_t y,
		       struct diag *d)
{
	const struct load_work *a = work_of(r, x), *b = work_of(r, y);
	struct span id;

	if (!a || !b || a->group->srv != b->group->srv ||
	    a->group->mode != LOAD_SCHEDULED ||
	    b->group->mode != LOAD_SCHEDULED ||
	    span_eq(load_group_user(a->group), load_group_user(b->group)))
		return;
	r->a->twice++;
	id = load_device_id(r->a->devices, x);
	code_find(d, LOAD042, &(struct code_place){
		.file = r->a->devices->file, .column = "device_id",
		.value = &id }, "is scheduled for SRV %s by '" SPAN_F "' and "
		"by '" SPAN_F "'; it is read twice", a->group->srv->srv,
		SPAN_A(load_group_user(a->group)),
		SPAN_A(load_group_user(b->group)));
}

/* All groups of one device: packed into the slot of the largest. */
static void look_at_device(struct ranks *r, const uint32_t *v, size_t n,
			   struct diag *d)
{
	uint32_t lead = v[0];

	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < i; j++)
			tell_twice(r, v[j], v[i], d);
		if (work_of(r, v[i]) && (!work_of(r, lead) ||
		    work_of(r, v[i])->group->count >
		    work_of(r, lead)->group->count))
			lead = v[i];
	}
	for (size_t i = 0; r->pack && i < n; i++) {
		const struct load_work *w = work_of(r, v[i]);

		if (v[i] != lead && w && r->a->slot[v[i]] != LOAD_NO_SLOT &&
		    r->a->slot[lead] != LOAD_NO_SLOT &&
		    r->a->slot[v[i]] != r->a->slot[lead] &&
		    w->node == work_of(r, lead)->node)
			move(r, v[i], r->a->slot[lead]);
	}
	count_wakeups(r, v, n);
}

static void look_at_devices(struct ranks *r, struct diag *d)
{
	struct load_assign *a = r->a;
	struct key *keys = mem_array(a->n + 1, sizeof(*keys));
	uint32_t *same = mem_array(a->devices->groups.count + 1u,
				   sizeof(*same));

	for (size_t i = 0; i < a->n; i++)
		keys[i] = (struct key){ a->devices->hash.v[i], (uint32_t)i };
	sort_keys(keys, a->n);
	settle_ties(a, keys, a->n);
	for (size_t i = 0; i < a->n;) {
		size_t n = 0;

		do {
			same[n++] = keys[i++].device;
		} while (i < a->n && n < a->devices->groups.count &&
			 same_device(a, same[0], keys[i].device));
		look_at_device(r, same, n, d);
	}
	mem_free(keys);
	mem_free(same);
}

void load_assign_make(struct load_assign *a, const struct load_net *net,
		      const struct load_devices *v, bool pack,
		      struct diag *d)
{
	const uint32_t groups = v->groups.count;
	struct ranks r = { .a = a, .pack = pack };

	*a = (struct load_assign){ .net = net, .devices = v,
				   .n = v->hash.n };
	a->order = mem_array(a->n + 1, sizeof(*a->order));
	a->slot = mem_array(a->n + 1, sizeof(*a->slot));
	for (size_t i = 0; i < a->n; i++)
		a->slot[i] = LOAD_NO_SLOT;
	r.work_of = mem_array(groups + 1u, sizeof(*r.work_of));
	r.salt = mem_array(groups + 1u, sizeof(*r.salt));
	r.first = mem_array(net->works.n + 3, sizeof(*r.first));
	find_works(&r);
	rank(&r, d);
	for (uint32_t w = 0; w < net->works.n; w++)
		assign_work(&r, w, d);
	look_at_devices(&r, d);
	mem_free(r.work_of);
	mem_free(r.salt);
	mem_free(r.first);
}

void load_assign_release(struct load_assign *a)
{
	mem_free(a->order);
	mem_free(a->slot);
}

uint32_t load_assign_offset(const struct load_assign *a, uint32_t device)
{
	return (uint32_t)(mix(~a->devices->hash.v[device]) %
			  a->net->day->slot_s);
}

/* ---- against one of before ----------------------------------------------- */

static uint64_t both_key(const struct load_devices *v, size_t i)
{
	return mix(v->hash.v[i] + 0x9e3779b97f4a7c15u * v->group.v[i]);
}

static struct key *all_keys(const struct load_devices *v)
{
	struct key *keys = mem_array(v->hash.n + 1, sizeof(*keys));

	for (size_t i = 0; i < v->hash.n; i++)
		keys[i] = (struct key){ both_key(v, i), (uint32_t)i };
	sort_keys(keys, v->hash.n);
	return keys;
}

static uint32_t time_of(const struct load_assign *a, uint32_t device)
{
	const struct load_day *day = a->net->day;
	const uint16_t slot = a->slot[device];

	if (slot == LOAD_NO_SLOT)
		return LOAD_NO_TIME;
	return LOAD_TIME(day->minute[slot], day->changes && day->summer[slot],
			 load_assign_offset(a, device));
}

void load_assign_compare(const struct load_assign *a,
			 const struct load_devices *before,
			 struct load_moves *moves)
{
	struct key *now = all_keys(a->devices), *old = all_keys(before);
	size_t i = 0, j = 0;

	*moves = (struct load_moves){ 0 };
	while (i < a->n || j < before->hash.n) {
		if (j == before->hash.n ||
		    (i < a->n && now[i].key < old[j].key)) {
			moves->came++;
			i++;
		} else if (i == a->n || old[j].key < now[i].key) {
			moves->went++;
			j++;
		} else {
			if (time_of(a, now[i].device) ==
			    before->time.v[old[j].device])
				moves->stayed++;
			else
				moves->moved++;
			i++;
			j++;
		}
	}
	mem_free(now);
	mem_free(old);
}
