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

enum { MEMORY_DEFAULT_GIB = 2, TOGETHER = 256 };

_Static_assert(NUMSET_MAX == SPREAD_MOST, "what is joined makes a set");

/* What one thread has seen, and the sets it makes. */
struct hand {
	struct rounds_hand round;
	struct spread_hand *pairs;
	struct marks_hand *marks;
	unsigned forms;
	struct buf text, canonical;
	struct span id[TOGETHER];
	uint64_t code[TOGETHER];
	struct numset sets;		/* of keys */
};

struct devices {
	struct load *l;
	const struct table_binding *b;
	uint32_t wanted[RFID_COLUMNS];	/* columns of the file, ascending */
	unsigned column[RFID_COLUMNS];	/* of rfi.h, for each */
	uint32_t n;
	unsigned shared[RFID_COLUMNS];	/* said of an installation */
	unsigned shared_n;
	struct scan *scan;		/* of the first round: keys */
	struct rounds rounds;
	bool wide;			/* very many keys */
	atomic_bool too_many;		/* unless it is wide */
	unsigned forms;
	struct spread *spread;
	struct marks *marks;
	struct hand *hands;
	unsigned hand_n;
	struct numset sets;		/* of keys, of all rounds */
};

static void want(struct devices *d, const struct table_binding *b)
{
	for (unsigned c = 0; c < RFID_COLUMNS; c++) {
		uint32_t i = d->n;

		if (join_shares(c))
			d->shared[d->shared_n++] = c;
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

/* Without the quotes around it; an id with quotes in it has no code. */
static inline struct span bare_cell(const struct scan_batch *b, size_t record,
				    uint32_t column)
{
	struct span raw = scan_raw(b, record, column);

	if (raw.n && raw.p[0] == '"')
		raw = span_make(raw.p + 1, raw.n - 2);
	return raw;
}

/* As join.h compares device ids: by their canonical form, which has no case
 * of letters. */
static void mark_device(struct hand *h, struct span id)
{
	uint64_t code;
	const unsigned form = id_code(id, &code);

	if (form) {
		marks_add_numbers(h->marks, id_form_plain(form), &code, 1);
	} else if (canon_trim(id).n) {
		buf_clear(&h->canonical);
		canon_add(&h->canonical, id);
		marks_add(h->marks, buf_span(&h->canonical));
	}
}

/* The ids of a column, into h->code; their forms, or 0: not all have one. */
static unsigned take_codes(struct hand *h, const struct scan_batch *b,
			   size_t from, size_t n, uint32_t column)
{
	for (size_t i = 0; i < n; i++)
		h->id[i] = bare_cell(b, from + i, column);
	return id_codes(h->id, n, h->code);
}

static void mark_devices(struct devices *d, struct hand *h,
			 const struct scan_batch *b, size_t from, size_t n)
{
	const uint32_t column = d->b->at[RFID_DEVICE_ID];
	const unsigned form = id_form_plain(take_codes(h, b, from, n,
						       column));

	if (form && (form & (form - 1)) == 0)
		marks_add_numbers(h->marks, form, h->code, n);
	else
		for (size_t i = from; i < from + n; i++)
			mark_device(h, scan_plain(scan_raw(b, i, column),
						  &h->text));
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

/* Numbers of keys have so many bits. */
static bool keys_fit(struct devices *d, const uint32_t *key, size_t n)
{
	const uint32_t most = d->wide ? SPREAD_MAX_WIDE : SPREAD_MAX;
	uint32_t largest = 0;

	for (size_t i = 0; i < n; i++)
		largest = key[i] > largest ? key[i] : largest;
	if (largest >= most)
		d->too_many = true;
	return largest < most;
}

static bool take_some(struct devices *d, struct hand *h,
		      const struct scan_batch *b, size_t from, size_t n)
{
	const unsigned forms = take_codes(h, b, from, n,
					  d->b->at[RFID_INSTALLATION_ID]);

	if (!forms || !keys_fit(d, b->key + from, n))
		return false;
	h->forms |= forms;
	spread_add(h->pairs, h->code, b->key + from, n);
	if (d->b->at[RFID_DEVICE_ID] != TABLE_ABSENT)
		mark_devices(d, h, b, from, n);
	return true;
}

static bool take(void *ctx, unsigned thread, const struct scan_batch *b)
{
	struct devices *d = ctx;
	struct hand *h = &d->hands[thread];

	keep_to_round(d, h);
	for (size_t r = 0; r < b->n; r += TOGETHER)
		if (!take_some(d, h, b, r, b->n - r < TOGETHER ? b->n - r :
			       TOGETHER))
			return false;
	return true;
}

static void take_home(void *ctx, unsigned thread, const uint32_t key[],
		      size_t n)
{
	const struct devices *d = ctx;

	numset_add(&d->hands[thread].sets, key, n);
}

/* ---- what the sets mean ------------------------------------------------ */

/* Do rows of an installation say the same in the same letters, where they
 * say it at all? Only then their order does not matter. What is said first is
 * kept. */
static bool spelled_alike(const struct devices *d, struct arena *arena,
			  struct span *first, const struct span *cells)
{
	for (unsigned i = 0; i < d->shared_n; i++) {
		const unsigned c = d->shared[i];

		if (first[c].n && cells[c].n && !span_eq(first[c], cells[c]))
			return false;
		if (!first[c].n && cells[c].n)
			first[c] = arena_span(arena, cells[c]);
	}
	return true;
}

/* The rows of a set, to the join as the installation of that number. */
static bool join_set(struct devices *d, struct join *j, size_t number,
		     const uint32_t key_of[NUMSET_MAX])
{
	struct span first[RFID_COLUMNS], cells[RFID_COLUMNS];
	struct arena arena = ARENA_INIT;
	char id[NUM_TEXT];
	bool alike = true;

	num_text(number, id);
	for (unsigned c = 0; c < RFID_COLUMNS; c++)
		first[c] = cells[c] = SPAN_EMPTY;
	cells[RFID_INSTALLATION_ID] = span_of(id);
	for (size_t i = 0; i < NUMSET_MAX && key_of[i] != NUMSET_NONE; i++) {
		struct scan_key key;

		scan_key(d->scan, key_of[i], &key);
		for (uint32_t k = 0; k < d->n; k++)
			cells[d->column[k]] = key.cell[k];
		alike = alike && spelled_alike(d, &arena, first, cells);
		join_row(j, cells, 1 + i);
	}
	arena_release(&arena);
	return alike;
}

/* NULL, or at what it is given up; rows: what each set adds. */
static const char *judge(struct devices *d, const struct join *j,
			 const struct numset *sets, struct estate_rows *rows)
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
		rows[i].rows = sets->entry[i].count;
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
	const struct numset *sets = &d->sets;
	struct diag scratch = DIAG_INIT;
	struct check check = d->l->check;
	struct estate_rows *rows = mem_array(sets->n, sizeof(*rows));
	const char *why = NULL;
	struct join *j;

	numset_sort(&d->sets);
	check.diag = &scratch;
	j = join_new(&check, d->b);
	for (size_t i = 0; i < sets->n && !why; i++)
		if (!join_set(d, j, i, sets->entry[i].number))
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

/* What the numbers of all hands are as keys of the scan. */
static uint32_t **key_names(const struct devices *d, const struct scan *scan)
{
	uint32_t **name = mem_array(d->hand_n, sizeof(*name));

	for (unsigned i = 0; i < d->hand_n; i++) {
		const uint32_t n = scan_own(scan, i);

		name[i] = mem_array(n, sizeof(**name));
		for (uint32_t k = 0; k < n; k++)
			name[i][k] = scan_number(scan, i, k);
	}
	return name;
}

static bool join_homes(struct devices *d, const struct scan *scan)
{
	uint32_t **name = key_names(d, scan);
	const struct spread_join join = {
		(const uint32_t *const *)name, take_home, d,
	};
	const bool joined = spread_join(d->spread, d->hand_n, &join);

	for (unsigned i = 0; i < d->hand_n; i++) {
		numset_merge(&d->sets, &d->hands[i].sets);
		mem_free(name[i]);
	}
	mem_free(name);
	return joined;
}

static const char *join_round(struct devices *d, const struct scan *scan)
{
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
	return join_homes(d, scan) ? NULL : "an installation of many devices";
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
