/*
 * Sets of keys are made by every thread for itself and brought together at
 * the end: there are few. Their order is that of their keys, which is that of
 * the file, so nothing depends on threads.
 */
#include "tools/load_devices.h"

#include <stdlib.h>

#include "base/idcode.h"
#include "base/num.h"
#include "base/numset.h"
#include "cli/msg.h"
#include "engine/canon.h"
#include "engine/join.h"
#include "file/rounds.h"
#include "file/spread.h"

enum { MEMORY_DEFAULT_GIB = 2 };

/* What one thread has seen, and the sets it makes. */
struct hand {
	struct rounds_hand round;
	struct spread_hand *pairs;
	struct marks_hand *marks;
	unsigned forms;
	struct buf text, canonical;
	struct numset sets;
	VEC(uint64_t) count;		/* installations, by set */
	uint32_t *key;			/* of the scan, by its own number */
	uint32_t *one;			/* the set of a key, + 1 */
};

struct home_set {
	uint32_t key[NUMSET_MAX];
	size_t n;
	uint64_t installations;
};

typedef VEC(struct home_set) home_sets;

struct devices {
	struct load *l;
	const struct table_binding *b;
	uint32_t wanted[RFID_COLUMNS];	/* columns of the file, ascending */
	unsigned column[RFID_COLUMNS];	/* of rfi.h, for each */
	uint32_t n;
	struct scan *scan;		/* of the first round: keys */
	struct rounds rounds;
	bool wide;			/* very many keys */
	atomic_bool too_many;		/* unless it is wide */
	unsigned forms;
	struct spread *spread;
	struct marks *marks;
	struct hand *hands;
	unsigned hand_n;
	struct numset sets;		/* of all rounds; keys by number */
	home_sets homes;		/* by set */
};

static void want(struct devices *d, const struct table_binding *b)
{
	for (unsigned c = 0; c < RFID_COLUMNS; c++) {
		uint32_t i = d->n;

		if (c == RFID_INSTALLATION_ID || c == RFID_DEVICE_ID ||
		    b->at[c] == TABLE_ABSENT)
			continue;
		for (; i > 0 && d->wanted[i - 1] > b->at[c]; i--) {
			d->wanted[i] = d->wanted[i - 1];
			d->column[i] = d->column[i - 1];
		}
		d->wanted[i] = b->at[c];
		d->column[i] = c;
		d->n++;
	}
}

static void hands_release(struct devices *d)
{
	for (unsigned i = 0; i < d->hand_n; i++) {
		buf_release(&d->hands[i].text);
		buf_release(&d->hands[i].canonical);
		numset_release(&d->hands[i].sets);
		vec_release(&d->hands[i].count);
		mem_free(d->hands[i].key);
		mem_free(d->hands[i].one);
	}
	mem_free(d->hands);
	d->hands = NULL;
	d->hand_n = 0;
}

static void begin(void *ctx, unsigned threads)
{
	struct devices *d = ctx;

	hands_release(d);
	spread_free(d->spread);
	marks_free(d->marks);
	d->spread = spread_new(d->wide);
	d->marks = marks_new();
	d->hands = mem_array(threads, sizeof(*d->hands));
	d->hand_n = threads;
	marks_begin(d->marks);
	rounds_begin(&d->rounds);
	for (unsigned i = 0; i < threads; i++) {
		d->hands[i].pairs = spread_hand(d->spread, i);
		d->hands[i].marks = marks_hand(d->marks, i);
	}
}

/* As join.h compares device ids: by their canonical form, which has no case
 * of letters. A code is marked by 16 bytes; texts get a byte before them, so
 * that none looks like a code. */
static void mark_device(struct hand *h, struct span id)
{
	uint64_t code[2];
	const unsigned form = id_code(id, &code[0]);

	if (form) {
		code[1] = id_form_plain(form);
		marks_add(h->marks, span_make((const char *)code,
					      sizeof(code)));
		return;
	}
	buf_clear(&h->canonical);
	buf_add(&h->canonical, SPAN("a text, and longer: "));
	canon_add(&h->canonical, id);
	if (canon_trim(id).n)
		marks_add(h->marks, buf_span(&h->canonical));
}

static void keep_to_round(struct devices *d, struct hand *h)
{
	unsigned to;

	if (rounds_moved(&d->rounds, &h->round, &to)) {
		spread_keep(h->pairs, d->rounds.from, to);
		marks_keep(h->marks, d->rounds.from, to);
	}
	rounds_report(&d->rounds, &h->round, to,
		      spread_bytes(h->pairs) + marks_bytes(h->marks));
}

static bool take(void *ctx, unsigned thread, const struct scan_batch *b)
{
	struct devices *d = ctx;
	const uint32_t most = d->wide ? SPREAD_MAX_WIDE : SPREAD_MAX;
	struct hand *h = &d->hands[thread];
	const uint32_t home = d->b->at[RFID_INSTALLATION_ID];
	const uint32_t device = d->b->at[RFID_DEVICE_ID];

	keep_to_round(d, h);
	for (size_t r = 0; r < b->n; r++) {
		uint64_t code = 0;
		const unsigned form = id_code(scan_plain(scan_raw(b, r, home),
							 &h->text), &code);

		if (!form)
			return false;
		if (b->key[r] >= most) {
			d->too_many = true;
			return false;
		}
		h->forms |= form;
		spread_add(h->pairs, code, b->key[r]);
		if (device != TABLE_ABSENT)
			mark_device(h, scan_plain(scan_raw(b, r, device),
						  &h->text));
	}
	return true;
}

static bool begin_set(void *ctx, unsigned thread, unsigned hand,
		      uint32_t number, uint32_t *set)
{
	const struct devices *d = ctx;

	struct hand *h = &d->hands[thread];
	const uint32_t key = d->hands[hand].key[number];

	if (!h->one[key])
		h->one[key] = numset_one(&h->sets, key) + 1;
	*set = h->one[key] - 1;
	return true;
}

static bool add_to_set(void *ctx, unsigned thread, unsigned hand,
		       uint32_t number, uint32_t *set)
{
	const struct devices *d = ctx;

	*set = numset_add(&d->hands[thread].sets, *set,
			  d->hands[hand].key[number]);
	return *set != NUMSET_NONE;
}

static void expect_set(void *ctx, unsigned thread, unsigned hand,
		       uint32_t number, uint32_t set)
{
	const struct devices *d = ctx;

	numset_expect(&d->hands[thread].sets, set, d->hands[hand].key[number]);
}

static void end_set(void *ctx, unsigned thread, uint32_t set)
{
	const struct devices *d = ctx;
	struct hand *h = &d->hands[thread];

	while (h->count.n <= set)
		vec_push(&h->count, 0);
	h->count.v[set]++;
}

/* ---- what the sets mean ------------------------------------------------ */

static int by_keys(const void *a, const void *b)
{
	const struct home_set *x = a, *y = b;

	for (size_t i = 0; i < x->n && i < y->n; i++)
		if (x->key[i] != y->key[i])
			return x->key[i] < y->key[i] ? -1 : 1;
	return (x->n > y->n) - (x->n < y->n);
}

/* The sets of a round to those of the rounds before. */
static void gather(struct devices *d)
{
	home_sets *all = &d->homes;

	for (unsigned i = 0; i < d->hand_n; i++) {
		const struct hand *h = &d->hands[i];

		for (uint32_t s = 0; s < h->count.n; s++) {
			struct home_set home = { .n = 0 };
			uint32_t at;

			if (!h->count.v[s])
				continue;
			home.n = numset_get(&h->sets, s, home.key);
			at = numset_put(&d->sets, home.key, home.n);
			while (all->n <= at)
				vec_push(all, home);
			all->v[at].installations += h->count.v[s];
		}
	}
}

/* Do rows of an installation say the same in the same letters, where they
 * say it at all? Only then their order does not matter. */
static bool spelled_alike(const struct span *a, const struct span *b)
{
	for (unsigned c = 0; c < RFID_COLUMNS; c++)
		if (join_shares(c) && a[c].n && b[c].n &&
		    !span_eq(a[c], b[c]))
			return false;
	return true;
}

/* The rows of a set, to the join as the installation of that number. */
static bool join_set(struct devices *d, struct join *j, size_t number,
		     const struct home_set *home)
{
	struct span first[RFID_COLUMNS];
	struct arena arena = ARENA_INIT;
	char id[NUM_TEXT];
	bool alike = true;

	num_text(number, id);
	for (unsigned c = 0; c < RFID_COLUMNS; c++)
		first[c] = SPAN_EMPTY;
	for (size_t i = 0; i < home->n; i++) {
		struct span cells[RFID_COLUMNS];
		struct scan_key key;

		scan_key(d->scan, home->key[i], &key);
		for (unsigned c = 0; c < RFID_COLUMNS; c++)
			cells[c] = SPAN_EMPTY;
		for (uint32_t k = 0; k < d->n; k++)
			cells[d->column[k]] = key.cell[k];
		alike = alike && spelled_alike(first, cells);
		for (unsigned c = 0; c < RFID_COLUMNS; c++)
			if (join_shares(c) && !first[c].n && cells[c].n)
				first[c] = arena_span(&arena, cells[c]);
		cells[RFID_INSTALLATION_ID] = span_of(id);
		join_row(j, cells, 1 + i);
	}
	arena_release(&arena);
	return alike;
}

/* NULL, or at what it is given up; rows: what each set adds. */
static const char *judge(struct devices *d, const struct join *j,
			 const home_sets *sets, struct estate_rows *rows)
{
	const struct estate *e = &d->l->estate;
	uint64_t left = TALLY_INSTALLATIONS_MAX - e->active - e->dormant;
	struct check quiet = d->l->check;

	quiet.floor = (enum diag_severity)(DIAG_ERROR + 1);
	for (size_t i = 0; i < sets->n; i++) {
		struct span cells[RFI_COLUMNS];
		struct check_count one;

		if (!join_get(j, i, cells) ||
		    !check_counts(&quiet, cells, &one))
			return "an installation with an error";
		rows[i].rows = sets->v[i].installations;
		rows[i].active = one.active * rows[i].rows;
		rows[i].dormant = one.dormant * rows[i].rows;
		rows[i].flags = check_kind(&quiet, cells, e->wanted, 1);
		if ((rows[i].flags & CHECK_BAD) || rows[i].rows > left)
			return "an installation with an error";
		left -= rows[i].rows;
	}
	return NULL;
}

static const char *add_sets(struct devices *d)
{
	const home_sets *sets = &d->homes;
	struct diag scratch = DIAG_INIT;
	struct check check = d->l->check;
	struct estate_rows *rows = mem_array(sets->n, sizeof(*rows));
	const char *why = NULL;
	struct join *j;

	if (sets->n)
		qsort(sets->v, sets->n, sizeof(*sets->v), by_keys);
	check.diag = &scratch;
	j = join_new(&check, d->b);
	for (size_t i = 0; i < sets->n && !why; i++)
		if (!join_set(d, j, i, &sets->v[i]))
			why = "an installation in two spellings";
	if (!why && (join_finish(j) != sets->n || join_refused(j) ||
		     scratch.count[DIAG_ERROR]))
		why = "an installation with an error";
	if (!why)
		why = judge(d, j, sets, rows);
	for (size_t i = 0; i < sets->n && !why; i++) {
		struct span cells[RFI_COLUMNS];

		join_get(j, i, cells);
		estate_add_rows(&d->l->estate, cells, &rows[i]);
	}
	join_free(j);
	diag_release(&scratch);
	mem_free(rows);
	return why;
}

static const char *join_round(struct devices *d, const struct scan *scan)
{
	const struct spread_join join = {
		begin_set, add_to_set, expect_set, end_set, d,
	};

	/* Who came to an end early knows nothing of what was dropped later. */
	rounds_end(&d->rounds);
	for (unsigned i = 0; i < d->hand_n; i++) {
		keep_to_round(d, &d->hands[i]);
		d->forms |= d->hands[i].forms;
	}
	if (!id_forms_differ(d->forms))
		return "ids of several forms";
	if (marks_twice(d->marks, d->hand_n))
		return "a device that stands twice";
	marks_free(d->marks);
	d->marks = NULL;
	for (unsigned i = 0; i < d->hand_n; i++) {
		struct hand *h = &d->hands[i];
		const uint32_t n = scan_own(scan, i);

		h->key = mem_array(n, sizeof(*h->key));
		h->one = mem_array(scan_keys(scan), sizeof(*h->one));
		for (uint32_t k = 0; k < n; k++)
			h->key[k] = scan_number(scan, i, k);
	}
	if (!spread_join(d->spread, d->hand_n, &join))
		return "an installation of many devices";
	gather(d);
	return NULL;
}

/* Keys have the same numbers in all rounds: those of their order. */
static const char *read_round(struct devices *d, const struct scan_job *job)
{
	const char *why;
	struct scan *s = scan_file(job, &why);

	if (!s)
		return why;
	if (!d->scan)
		d->scan = s;
	if (scan_keys(s) != scan_keys(d->scan) ||
	    scan_rows(s) != scan_rows(d->scan))
		why = "a file that changes while it is read";
	else
		why = join_round(d, s);
	if (s != d->scan)
		scan_free(s);
	return why;
}

static void forget(struct devices *d)
{
	hands_release(d);
	spread_free(d->spread);
	marks_free(d->marks);
	scan_free(d->scan);
	numset_release(&d->sets);
	vec_release(&d->homes);
	rounds_release(&d->rounds);
	d->spread = NULL;
	d->marks = NULL;
	d->scan = NULL;
}

static const char *read_rounds(struct devices *d, const struct scan_job *job)
{
	const uint64_t memory = d->l->memory ? d->l->memory :
				(uint64_t)MEMORY_DEFAULT_GIB << 30;
	const char *why;

	rounds_init(&d->rounds, memory);
	do
		why = read_round(d, job);
	while (!why && rounds_next(&d->rounds));
	if (!d->too_many || d->wide)
		return why;
	forget(d);
	d->wide = true;
	return read_rounds(d, job);
}

static void tick(void *ctx, uint64_t done_bytes, uint64_t all_bytes,
		 uint64_t rows)
{
	progress_at(ctx, done_bytes, all_bytes, rows);
}

bool load_devices(struct load_fast *f, struct load *l,
		  const struct span *names, size_t n,
		  const struct table_binding *b, struct progress *p)
{
	struct devices d = { .l = l, .b = b, .sets = NUMSET_INIT };
	const struct scan_taker taker = { begin, take, &d };
	struct scan_job job = {
		.fd = f->fd, .width = b->width, .wanted = d.wanted,
		.sum = { SCAN_NO_COLUMN, SCAN_NO_COLUMN },
		.threads = l->threads, .set = l->set, .taker = &taker,
		.tick = tick, .ctx = p,
	};
	const char *why = "no plain CSV";

	if (f->fd < 0 || l->take || l->check.floor < DIAG_ERROR)
		return false;
	want(&d, b);
	if (!scan_find_records(&job, f->start, names, n)) {
		load_fast_tell(l, why, NULL);
		return false;
	}
	job.wanted_n = d.n;
	why = read_rounds(&d, &job);
	if (!why)
		why = add_sets(&d);
	load_fast_tell(l, why, d.scan);
	if (msg_verbose() && d.rounds.count > 1)
		msg_note("%s: read %u times, for less memory",
			 l->check.at.file, d.rounds.count);
	f->done = !why;
	if (f->done)
		f->rows = scan_rows(d.scan);
	forget(&d);
	return f->done;
}
