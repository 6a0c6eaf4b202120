/*
 * The files that a cycle is made from: those that are given, or what the
 * journal keeps of them.
 */
#include "tools/sitrun_room.h"

#include <sys/mman.h>
#include <unistd.h>

#include "cli/msg.h"
#include "file/campaign_in.h"
#include "file/ppcl_in.h"
#include "file/world_in.h"
#include "model/codes.h"
#include "net/clock.h"

/* ---- bytes ---- */

/* All bytes, unpacked; findings were made already by who read it. */
static void slurp(const struct sitrun_run *r, const char *path,
		  struct buf *out)
{
	struct diag d = DIAG_INIT;
	struct input *in = input_open(path, &r->f->limits, &d,
				      code_table[SIT001].name);

	input_read_all(in, out);
	input_close(in);
	diag_release(&d);
}

static void file_take(struct sitrun_run *r, const char *role, uint64_t place,
		      const char *path)
{
	struct sitrun_file *f = vec_add(&r->files);

	f->role = span_of(role);
	f->place = place;
	f->name = arena_span(&r->arena, span_of(path));
	slurp(r, path, &f->bytes);
}

/* A path under which the bytes can be read; the descriptor stays open. */
static const char *memory_path(struct sitrun_run *r, struct span bytes)
{
	const int fd = memfd_create("journal", MFD_CLOEXEC);
	size_t done = 0;

	if (fd < 0)
		return NULL;
	vec_push(&r->memory, fd);
	while (done < bytes.n) {
		const ssize_t n = write(fd, bytes.p + done, bytes.n - done);

		if (n <= 0)
			return NULL;
		done += (size_t)n;
	}
	return arena_printf(&r->arena, "/proc/self/fd/%d", fd).p;
}

/* NULL: the journal has none of that place. */
static const char *file_again(struct sitrun_run *r, const char *role,
			      uint64_t place, const char **name)
{
	struct buf text = BUF_INIT;
	struct sitrun_file *f;
	const char *path = NULL;
	struct buf bytes = BUF_INIT;

	if (journal_file(r->journal, r->before.cycle, span_of(role), place,
			 &text, &bytes)) {
		f = vec_add(&r->files);
		f->role = span_of(role);
		f->place = place;
		f->name = arena_span(&r->arena, buf_span(&text));
		f->bytes = bytes;
		*name = f->name.p;
		path = memory_path(r, buf_span(&bytes));
	}
	buf_release(&text);
	return path;
}

#define MASKED	"***"

static size_t skip_blanks(struct span s, size_t at)
{
	while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\t' ||
			    s.p[at] == '\r' || s.p[at] == '\n'))
		at++;
	return at;
}

/* The place behind the closing quote of the text that opens at `at`. */
static size_t skip_text(struct span s, size_t at)
{
	for (at++; at < s.n && s.p[at] != '"'; at++)
		at += s.p[at] == '\\';
	return at < s.n ? at + 1 : s.n;
}

/*
 * Header lines of an interface may be keys to it, and no secret goes into a
 * journal: each value of a member of that name is masked.
 */
static bool mask(struct span name, const struct buf *from, struct buf *to)
{
	const struct span all = buf_span(from);
	size_t at = 0, end, value;
	bool found = false;

	while (at < all.n) {
		if (all.p[at] != '"') {
			buf_add_char(to, all.p[at++]);
			continue;
		}
		end = skip_text(all, at);
		buf_add(to, span_make(all.p + at, end - at));
		value = skip_blanks(all, end);
		if (end - at == name.n + 2 && value < all.n &&
		    all.p[value] == ':' &&
		    span_eq(span_make(all.p + at + 1, name.n), name)) {
			value = skip_blanks(all, value + 1);
			buf_add(to, SPAN(": \"" MASKED "\""));
			end = value < all.n ? skip_text(all, value) : all.n;
			found = true;
		}
		at = end;
	}
	return found;
}

static void mask_all(const struct campaign *c, struct sitrun_file *f)
{
	for (size_t i = 0; i < c->interfaces.n; i++) {
		for (size_t k = 0; k < c->interfaces.v[i].headers.n; k++) {
			struct buf to = BUF_INIT;

			/* a name that is spelled in another way: nothing of
			 * the file is kept */
			if (!mask(c->interfaces.v[i].headers.v[k].name,
				  &f->bytes, &to))
				buf_clear(&to);
			buf_release(&f->bytes);
			f->bytes = to;
		}
	}
}

static void check_masked(struct sitrun_run *r)
{
	const struct campaign *c = &r->s->campaign;

	for (size_t i = 0; i < c->interfaces.n; i++) {
		for (size_t k = 0; k < c->interfaces.v[i].headers.n; k++) {
			const struct campaign_header *h =
				&c->interfaces.v[i].headers.v[k];

			if (span_eq(h->value, SPAN(MASKED)))
				code_find(&r->f->diag, SIT108,
					  &(struct code_place){
					.file = r->journal_path,
					.value = &h->name }, "is a header "
					"whose value no journal keeps; give "
					"--campaign");
		}
	}
}

void sitrun_files_campaign(struct sitrun_run *r)
{
	const char *path, *name = NULL;

	if (r->ask->campaign) {
		sitrun_campaign(r->s, r->ask->campaign);
		file_take(r, "campaign", 0, r->ask->campaign);
		mask_all(&r->s->campaign, &r->files.v[r->files.n - 1]);
		return;
	}
	path = file_again(r, "campaign", 0, &name);
	if (!path)
		return;
	sitrun_campaign(r->s, path);
	/* what it names stands beside it */
	r->s->campaign_path = name;
	r->s->campaign_file = name;
	check_masked(r);
}

void sitrun_files_devices(struct sitrun_run *r)
{
	const char *path, *name = NULL;

	for (size_t i = 0; i < r->ask->device_count; i++) {
		sitrun_devices(r->s, r->ask->devices[i]);
		file_take(r, "devices", i, r->ask->devices[i]);
	}
	for (uint64_t i = 0; r->ask->device_count == 0 && r->journal; i++) {
		path = file_again(r, "devices", i, &name);
		if (!path)
			break;
		sitrun_devices(r->s, path);
	}
}

void sitrun_files_release(struct sitrun_run *r)
{
	const struct campaign *c = &r->s->campaign;
	struct rows_source source;
	const char *path = r->ask->ppcl, *name = NULL;
	bool system = false, again = false;

	if (!path && c->release_file.n && r->ask->campaign)
		path = campaign_in_path(r->s->campaign_path, c->release_file,
					&r->arena);
	if (path) {
		file_take(r, "release", 0, path);
	} else if (r->journal) {
		path = file_again(r, "release", 0, &name);
		again = true;
	}
	if (!path)
		return;
	ppcl_read(&r->release, path, &r->f->limits, &r->f->diag, &source,
		  &system);
	r->f->system_failed = r->f->system_failed || system;
	r->release_sha256 = arena_span(&r->arena, span_of(source.sha256));
	if (!again && c->release_sha256.n && r->release_sha256.n &&
	    !span_eq_nocase(c->release_sha256, r->release_sha256))
		code_find(&r->f->diag, SIT066, &(struct code_place){
			.file = source.name, .value = &r->release_sha256 },
			"is the digest of this release; the campaign is about "
			SPAN_F, SPAN_A(c->release_sha256));
}

void sitrun_files_put(struct sitrun_run *r)
{
	for (size_t i = 0; i < r->files.n; i++) {
		const struct sitrun_file *f = &r->files.v[i];

		journal_file_put(r->journal, r->cycle.cycle, f->role,
				 f->place, f->name, buf_span(&f->bytes));
	}
}

/* What the devices ran before, by the table that the journal keeps. */
void sitrun_files_changed(struct sitrun_run *r)
{
	struct world before;
	struct rows_source source;
	const char *path, *name;
	char eui[DUIS_EUI_TEXT];
	bool system;

	world_init(&before);
	for (uint64_t i = 0; (path = file_again(r, "devices", i, &name)); i++) {
		r->files.n--;		/* it is not the one to keep */
		buf_release(&r->files.v[r->files.n].bytes);
		world_in_devices(&before, path, &r->f->limits, &r->f->diag,
				 &source, &system);
	}
	for (size_t i = 0; i < r->s->world.devices.n; i++) {
		const struct world_device *d = &r->s->world.devices.v[i];
		const struct world_device *was = world_device(&before, d->eui);

		if (!was || span_eq(was->fw_version, d->fw_version))
			continue;
		journal_event(r->journal, r->cycle.cycle,
			net_clock_today_ms(), SPAN("firmware"),
			arena_printf(&r->arena, "%s: " SPAN_F " -> " SPAN_F,
				duis_eui_text(d->eui, eui),
				SPAN_A(was->fw_version),
				SPAN_A(d->fw_version)));
		r->firmware_changed++;
	}
	world_release(&before);
	if (r->firmware_changed)
		msg_note("%llu device%s run%s another firmware than before",
			 (unsigned long long)r->firmware_changed,
			 r->firmware_changed == 1 ? "" : "s",
			 r->firmware_changed == 1 ? "s" : "");
}
