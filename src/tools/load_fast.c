/*
 * All keys are checked before the first is added, so that giving up leaves
 * nothing behind. Checking costs once a distinct key; findings below an
 * error are then made row by row, in a second pass for the rows that have
 * any.
 */
#include "tools/load_fast.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bug.h"
#include "base/num.h"
#include "cli/msg.h"
#include "cli/prog.h"
#include "model/codes.h"
#include "tools/load_told.h"

struct fast {
	struct load *l;
	uint32_t wanted[RFI_COLUMNS];	/* columns of the file, ascending */
	unsigned column[RFI_COLUMNS];	/* of rfi.h, for each */
	uint32_t n;
	struct load_scan *s;
	struct load_told told;
};

void load_fast_open(struct load_fast *f, const char *path)
{
	struct stat st;
	off_t at;

	*f = (struct load_fast){ .fd = STDIN_FILENO, .path = path };
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

static void cells_of(const struct fast *f, size_t i, struct scan_key *key,
		     struct span *cells)
{
	scan_key(f->s->scan, i, key);
	for (unsigned c = 0; c < RFI_COLUMNS; c++)
		cells[c] = SPAN_EMPTY;
	for (uint32_t k = 0; k < f->n; k++)
		cells[f->column[k]] = key->cell[k];
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

static bool accept(struct fast *f)
{
	const struct estate *e = &f->l->estate;
	const size_t n = scan_keys(f->s->scan);
	uint64_t left = TALLY_INSTALLATIONS_MAX - e->active - e->dormant;

	for (size_t i = 0; i < n; i++) {
		struct estate_rows *rows = &f->s->rows[i];
		struct span cells[RFI_COLUMNS];
		struct scan_key key;

		cells_of(f, i, &key, cells);
		add_up(f, &key, cells, rows);
		rows->flags = load_told_key(&f->told, cells,
					    key.rows > key.blank);
		if ((rows->flags & CHECK_BAD) || rows->active > left ||
		    rows->dormant > left - rows->active)
			return false;
		left -= rows->active + rows->dormant;
	}
	return true;
}

/* Has a combination counts on two rows? */
static bool counts_twice(struct fast *f)
{
	const size_t n = scan_keys(f->s->scan);
	struct intern seen = INTERN_INIT;
	struct buf identity = BUF_INIT;
	bool twice = false;

	for (size_t i = 0; i < n && !twice; i++) {
		struct span cells[RFI_COLUMNS];
		struct scan_key key;
		bool fresh = true;

		cells_of(f, i, &key, cells);
		if (key.rows == key.blank)
			continue;
		buf_clear(&identity);
		estate_add_identity(&f->l->estate, cells, &identity);
		intern_put(&seen, buf_span(&identity), &fresh);
		twice = !fresh || key.rows - key.blank > 1;
	}
	intern_release(&seen);
	buf_release(&identity);
	return twice;
}

static void add_keys(struct fast *f)
{
	const size_t n = scan_keys(f->s->scan);

	for (size_t i = 0; i < n; i++) {
		struct span cells[RFI_COLUMNS];
		struct scan_key key;

		cells_of(f, i, &key, cells);
		f->s->kind[i] = estate_add_rows(&f->l->estate, cells,
						&f->s->rows[i]);
	}
}

void load_fast_tell(const struct load *l, const char *why,
		    const struct scan *s)
{
	char rows[NUM_TEXT], keys[NUM_TEXT];

	if (!msg_verbose())
		return;
	if (s)
		msg_note("%s: scanned, %s rows of %s kinds, given up at %s",
			 l->check.at.file, num_group(scan_rows(s), rows),
			 num_group(scan_keys(s), keys),
			 why ? why : "nothing");
	else
		msg_note("%s: not scanned, given up at %s",
			 l->check.at.file, why);
}

static void tick(void *ctx, uint64_t done_bytes, uint64_t all_bytes,
		 uint64_t rows)
{
	progress_at(ctx, done_bytes, all_bytes, rows);
}

int load_scan_open(const struct load_scan *s)
{
	int fd = s->fd;

	if (fd < 0)
		fd = s->path ? open(s->path, O_RDONLY | O_CLOEXEC | O_NOCTTY |
				    O_NONBLOCK) : STDIN_FILENO;
	if (fd >= 0 && stamp_holds(fd, &s->stamp))
		return fd;
	load_scan_close(s, fd);
	return -1;
}

void load_scan_close(const struct load_scan *s, int fd)
{
	if (s->path && fd >= 0)
		close(fd);		/* it was opened by its path */
}

void load_scan_free(struct load_scan *s)
{
	if (!s)
		return;
	if (s->fd >= 0)
		close(s->fd);
	scan_free(s->scan);
	mem_free(s->kind);
	mem_free(s->rows);
	mem_free(s->path);
	mem_free(s);
}

/* path: NULL if the descriptor itself will be there later, too. */
static struct load_scan *scan_new(int fd, const char *path,
				  const struct load *l,
				  const struct table_binding *b)
{
	struct load_scan *s = mem_array(1, sizeof(*s));

	s->fd = -1;
	if (path)
		s->path = mem_string(path);
	(void)stamp_take(fd, &s->stamp);
	s->id = b->at[RFI_INSTALLATION_ID];
	s->active = b->at[RFI_COUNT_ACTIVE];
	s->dormant = b->at[RFI_COUNT_DORMANT];
	s->threads = l->threads;
	return s;
}

/* NULL: it may be added; or at what it was given up. */
static const char *judge(struct fast *f)
{
	const size_t n = scan_keys(f->s->scan);

	f->s->kind = mem_array(n, sizeof(*f->s->kind));
	f->s->rows = mem_array(n, sizeof(*f->s->rows));
	if (!accept(f))
		return "a row with an error";
	if (!f->l->take)
		return NULL;
	if (counts_twice(f))
		return "a combination that is counted twice";
	if (f->s->id != TABLE_ABSENT && f->l->marks &&
	    marks_twice(f->l->marks, f->s->threads))
		return "an installation that stands twice";
	return NULL;
}

/* The file has been accepted. */
static void finish(struct fast *f, struct load_fast *file, int fd)
{
	const struct load_told_at at = {
		f->column, f->n, f->s->active, f->s->dormant, f->s->threads,
	};
	struct load *l = f->l;
	const char *why;

	add_keys(f);
	if (load_told_any(&f->told)) {
		why = load_told_rows(&f->told, &at, f->s->scan, fd);
		if (why) {
			code_find(l->check.diag, RFI001,
				  &(struct code_place){
					.file = l->check.at.file },
				  STAMP_CHANGED);
			l->f->system_failed = true;
			file->changed = true;
		}
	}
	if (l->take_scan)
		l->take_scan(l, f->s);
	else
		load_scan_free(f->s);
	f->s = NULL;
}

struct stream {
	struct fast *fast;
	struct rows *rows;
	struct progress *progress;
};

static size_t read_stream(void *ctx, void *to, size_t n)
{
	return rows_read(((struct stream *)ctx)->rows, to, n);
}

static bool stream_failed(void *ctx)
{
	return rows_failed(((struct stream *)ctx)->rows);
}

static void tick_stream(void *ctx, uint64_t done_bytes, uint64_t all_bytes,
			uint64_t rows)
{
	const struct stream *s = ctx;

	rows_progress(s->rows, &done_bytes, &all_bytes);
	progress_at(s->progress, done_bytes, all_bytes, rows);
}

static bool judge_key(void *ctx, const struct scan_key *key)
{
	const struct stream *s = ctx;
	struct fast *f = s->fast;
	struct span cells[RFI_COLUMNS];

	for (unsigned c = 0; c < RFI_COLUMNS; c++)
		cells[c] = SPAN_EMPTY;
	for (uint32_t k = 0; k < f->n; k++)
		cells[f->column[k]] = key->cell[k];
	return !(load_told_key(&f->told, cells, false) & CHECK_BAD);
}

/* The keys of a stream have been judged one by one. */
static void add_stream(struct fast *f)
{
	const size_t n = scan_keys(f->s->scan);

	f->s->kind = mem_array(n, sizeof(*f->s->kind));
	f->s->rows = mem_array(n, sizeof(*f->s->rows));
	if (!accept(f))
		BUG("a key that was judged right and is not");
	add_keys(f);
}

bool load_fast_stream(struct load_fast *f, struct load *l, struct rows *rows,
		      const struct table_binding *b, struct progress *p)
{
	struct fast fast = { .l = l };
	struct stream st = { &fast, rows, p };
	const struct scan_source source = { read_stream, stream_failed, &st };
	struct scan_rest rest;
	struct scan_job job = {
		.fd = -1, .width = b->width, .wanted = fast.wanted,
		.sum = { b->at[RFI_COUNT_ACTIVE], b->at[RFI_COUNT_DORMANT] },
		.threads = l->threads, .set = l->set, .judge = judge_key,
		.tick = tick_stream, .ctx = &st,
		.most = TALLY_INSTALLATIONS_MAX - l->estate.active -
			l->estate.dormant,
	};
	const char *why = "no plain CSV";

	if (l->take || l->check.floor < DIAG_ERROR || !want(&fast, b) ||
	    !rows_lend(rows, &job.delimiter, &job.line))
		return false;
	job.wanted_n = fast.n;
	load_told_init(&fast.told, &l->check, l->estate.wanted);
	fast.s = mem_array(1, sizeof(*fast.s));
	fast.s->fd = -1;
	fast.s->scan = scan_stream(&job, &source, &rest, &why);
	if (fast.s->scan) {
		add_stream(&fast);
		f->rows = scan_rows(fast.s->scan);
		f->done = !rest.given_up;
		if (rest.given_up)
			rows_resume(rows, buf_span(&rest.bytes), rest.line);
		buf_release(&rest.bytes);
	}
	load_fast_tell(l, why, fast.s->scan);
	load_scan_free(fast.s);
	load_told_release(&fast.told);
	return f->done;
}

/* Records of job->fd; whether they were added. */
static bool scan_records(struct fast *fast, struct load_fast *f,
			 struct scan_job *job)
{
	struct load *l = fast->l;
	const char *why;

	load_told_init(&fast->told, &l->check, l->estate.wanted);
	if (l->take && fast->s->id != TABLE_ABSENT) {
		job->marks = l->marks;
		job->marked = fast->s->id;
	}
	job->wanted_n = fast->n;
	fast->s->scan = scan_file(job, &why);
	if (fast->s->scan)
		why = judge(fast);
	load_fast_tell(l, why, fast->s->scan);
	if (!why) {
		f->rows = scan_rows(fast->s->scan);
		finish(fast, f, job->fd);
	} else if (fast->s->scan && job->marks) {
		marks_drop(job->marks);
	}
	load_told_release(&fast->told);
	f->done = !why;
	return f->done;
}

static struct scan_job job_of(struct fast *fast, const struct table_binding *b,
			      struct progress *p)
{
	return (struct scan_job){
		.fd = -1, .width = b->width, .wanted = fast->wanted,
		.sum = { b->at[RFI_COUNT_ACTIVE], b->at[RFI_COUNT_DORMANT] },
		.threads = fast->l->threads, .set = fast->l->set,
		.tick = tick, .ctx = p,
	};
}

bool load_fast_wide(struct load_fast *f, struct load *l,
		    const struct span *names, size_t n,
		    const struct table_binding *b, struct progress *p)
{
	struct fast fast = { .l = l };
	struct scan_job job = job_of(&fast, b, p);

	job.fd = f->fd;
	if (f->fd < 0 || (l->take && !l->take_scan))
		return false;
	if (!want(&fast, b) || !scan_find_records(&job, f->start, names, n)) {
		load_fast_tell(l, "no plain CSV", NULL);
		return false;
	}
	fast.s = scan_new(f->fd, f->own_fd ? f->path : NULL, l, b);
	if (!scan_records(&fast, f, &job))
		load_scan_free(fast.s);
	return f->done;
}

bool load_fast_kept(struct load_fast *f, struct load *l, struct rows *rows,
		    const struct table_binding *b, struct progress *p)
{
	struct fast fast = { .l = l };
	struct scan_job job = job_of(&fast, b, p);

	if (!l->take || !l->take_scan || !want(&fast, b) ||
	    (f->fd >= 0 && !rows_packed(rows)))
		return false;
	job.fd = rows_keep(rows, prog_env("TMPDIR"), &job.delimiter,
			   &job.line);
	if (job.fd < 0)
		return false;
	fast.s = scan_new(job.fd, NULL, l, b);
	fast.s->fd = job.fd;
	if (scan_records(&fast, f, &job))
		return true;
	fast.s->fd = -1;
	load_scan_free(fast.s);
	rows_again(rows, job.fd, job.line);
	return false;
}
