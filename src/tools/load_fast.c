/*
 * All keys are checked before the first is added, so that giving up leaves
 * nothing behind. Checking costs once a distinct key.
 */
#include "tools/load_fast.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/num.h"
#include "cli/msg.h"
#include "file/scan.h"

struct fast {
	struct load *l;
	uint32_t wanted[RFI_COLUMNS];	/* columns of the file, ascending */
	unsigned column[RFI_COLUMNS];	/* of rfi.h, for each */
	uint32_t n;
	struct scan *scan;
};

void load_fast_open(struct load_fast *f, const char *path)
{
	struct stat st;
	off_t at;

	*f = (struct load_fast){ .fd = STDIN_FILENO };
	f->own_fd = strcmp(path, "-") != 0;
	/* Opening a FIFO would wake its writer, closing it kill him. */
	if (f->own_fd)
		f->fd = stat(path, &st) == 0 && S_ISREG(st.st_mode) ?
			open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY |
			     O_NONBLOCK) : -1;
	if (f->fd < 0)
		return;
	at = fstat(f->fd, &st) == 0 && S_ISREG(st.st_mode) ?
	     lseek(f->fd, 0, SEEK_CUR) : -1;
	if (at < 0)
		load_fast_close(f);
	else
		f->start = (uint64_t)at;
}

void load_fast_close(struct load_fast *f)
{
	if (f->own_fd && f->fd >= 0)
		close(f->fd);
	f->fd = -1;
}

/* The columns that the estate keeps, in the order of the file. */
static bool want(struct fast *f, const struct table_binding *b)
{
	for (unsigned c = 0; c < RFI_COLUMNS; c++) {
		uint32_t i = f->n;

		if (!f->l->estate.wanted[c] || b->at[c] == TABLE_ABSENT)
			continue;
		for (; i > 0 && f->wanted[i - 1] > b->at[c]; i--) {
			f->wanted[i] = f->wanted[i - 1];
			f->column[i] = f->column[i - 1];
		}
		if (i > 0 && f->wanted[i - 1] == b->at[c])
			return false;
		f->wanted[i] = b->at[c];
		f->column[i] = c;
		f->n++;
	}
	return true;
}

static void cells_of(const struct fast *f, const struct scan_key *key,
		     struct span *cells)
{
	for (unsigned c = 0; c < RFI_COLUMNS; c++)
		cells[c] = SPAN_EMPTY;
	for (uint32_t i = 0; i < f->n; i++)
		cells[f->column[i]] = key->cell[i];
}

/* The installations of a key's rows; those without counts are one each. */
static void add_up(const struct fast *f, const struct scan_key *key,
		   const struct span *cells, struct estate_rows *rows)
{
	struct check_count one;

	(void)check_counts(&f->l->check, cells, &one);
	*rows = (struct estate_rows){
		.rows = key->rows,
		.active = key->sum[0] + key->blank * one.active,
		.dormant = key->sum[1] + key->blank * one.dormant,
	};
}

static bool accept(struct fast *f, struct estate_rows *rows)
{
	const struct estate *e = &f->l->estate;
	const size_t n = scan_keys(f->scan);
	uint64_t left = TALLY_INSTALLATIONS_MAX - e->active - e->dormant;
	struct check quiet = f->l->check;

	quiet.floor = (enum diag_severity)(DIAG_ERROR + 1);
	for (size_t i = 0; i < n; i++) {
		struct span cells[RFI_COLUMNS];
		struct scan_key key;

		scan_key(f->scan, i, &key);
		cells_of(f, &key, cells);
		add_up(f, &key, cells, &rows[i]);
		rows[i].flags = check_kind(&quiet, cells, e->wanted, 1);
		if ((rows[i].flags & CHECK_BAD) || rows[i].active > left ||
		    rows[i].dormant > left - rows[i].active)
			return false;
		left -= rows[i].active + rows[i].dormant;
	}
	return true;
}

static bool add_keys(struct fast *f)
{
	const size_t n = scan_keys(f->scan);
	struct estate_rows *rows = mem_array(n, sizeof(*rows));
	const bool good = accept(f, rows);

	for (size_t i = 0; good && i < n; i++) {
		struct span cells[RFI_COLUMNS];
		struct scan_key key;

		scan_key(f->scan, i, &key);
		cells_of(f, &key, cells);
		estate_add_rows(&f->l->estate, cells, &rows[i]);
	}
	mem_free(rows);
	return good;
}

/* For -v: which way the file went. */
static void tell(const struct load *l, const char *why, const struct scan *s)
{
	char rows[NUM_TEXT], keys[NUM_TEXT];

	if (!msg_verbose())
		return;
	if (s)
		msg_note("%s: scanned, %s rows of %s kinds, given up at %s",
			 l->check.at.file, num_group(scan_rows(s), rows),
			 num_group(scan_keys(s), keys), why);
	else
		msg_note("%s: not scanned, given up at %s",
			 l->check.at.file, why);
}

static void tick(void *ctx, uint64_t done_bytes, uint64_t all_bytes,
		 uint64_t rows)
{
	progress_at(ctx, done_bytes, all_bytes, rows);
}

bool load_fast_wide(struct load_fast *f, struct load *l,
		    const struct span *names, size_t n,
		    const struct table_binding *b, struct progress *p)
{
	struct fast fast = { .l = l };
	struct scan_job job = {
		.fd = f->fd, .width = b->width, .wanted = fast.wanted,
		.sum = { b->at[RFI_COUNT_ACTIVE], b->at[RFI_COUNT_DORMANT] },
		.threads = l->threads, .tick = tick, .ctx = p,
	};
	const char *why = "no plain CSV";

	/* Someone wants every row, or findings below an error. */
	if (f->fd < 0 || l->take || l->check.floor < DIAG_ERROR)
		return false;
	if (want(&fast, b) &&
	    scan_find_records(&job, f->start, names, n)) {
		job.wanted_n = fast.n;
		fast.scan = scan_file(&job, &why);
	}
	if (fast.scan && !add_keys(&fast)) {
		why = "a row with an error";
	} else if (fast.scan) {
		f->done = true;
		f->rows = scan_rows(fast.scan);
		why = "nothing";
	}
	tell(l, why, fast.scan);
	scan_free(fast.scan);
	return f->done;
}
