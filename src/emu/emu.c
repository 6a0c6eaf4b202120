/* Opening, the loop, closing. Signals are read from a descriptor, so that
 * stopping is one more thing that the loop waits for. */
#include "emu/room.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/mem.h"

enum { ADMIN_BODY = 4 << 20, ADMIN_CONNECTIONS = 64, IDLE_MS = 60000,
       SPARE_FDS = 512, SLICE_MS = 3 };

static void on_serve(void *owner, const struct emu_http_request *request,
		     struct emu_http_reply *reply)
{
	emu_serve(owner, request, reply);
}

static void on_admin(void *owner, const struct emu_http_request *request,
		     struct emu_http_reply *reply)
{
	emu_admin(owner, request, reply);
}

static void on_done(void *owner, void *token)
{
	emu_served(owner, token);
}

static void on_admin_done(void *owner, void *token)
{
	emu_advance_served(owner, token);
}

struct emu_device_state *emu_device_state(struct emu *e, uint64_t eui)
{
	const struct world_device *d = world_device(e->world, eui);
	size_t at;

	if (!d)
		return NULL;
	at = (size_t)(d - e->world->devices.v);
	while (e->devices.n <= at)
		(void)vec_add(&e->devices);
	return &e->devices.v[at];
}

struct emu_user_state *emu_user_state(struct emu *e, uint64_t eui)
{
	const struct world_user *u = world_user(e->world, eui);
	size_t at;

	if (!u)
		return NULL;
	at = (size_t)(u - e->world->users.v);
	while (e->users.n <= at)
		(void)vec_add(&e->users);
	return &e->users.v[at];
}

/* Connections are descriptors: ask for as many as are wanted. */
static void raise_limit(unsigned wanted)
{
	struct rlimit l;

	if (getrlimit(RLIMIT_NOFILE, &l) != 0 || l.rlim_cur >= wanted)
		return;
	l.rlim_cur = l.rlim_max < wanted ? l.rlim_max : wanted;
	setrlimit(RLIMIT_NOFILE, &l);
}

static bool open_ports(struct emu *e, struct buf *why)
{
	struct emu_server_settings s = {
		.address = e->set.address, .port = e->set.port,
		.max_body = e->set.max_body,
		.max_connections = e->set.max_connections,
		.request_ms = e->set.request_ms, .idle_ms = IDLE_MS,
		.tls_key = e->set.tls_key, .tls_cert = e->set.tls_cert,
		.client_ca = e->set.client_ca,
		.handle = on_serve, .done = on_done, .owner = e,
	};

	e->http = emu_server_open(&s, why);
	if (!e->http)
		return false;
	s.address = e->set.admin_address;
	s.port = e->set.admin_port;
	s.max_body = ADMIN_BODY;
	s.max_connections = ADMIN_CONNECTIONS;
	s.tls_key = s.tls_cert = s.client_ca = NULL;
	s.handle = on_admin;
	s.done = on_admin_done;
	e->admin = emu_server_open(&s, why);
	return e->admin != NULL;
}

struct emu *emu_open(const struct emu_settings *settings, struct world *w,
		     struct buf *why)
{
	struct emu *e = mem_array(1, sizeof(*e));

	e->set = *settings;
	e->world = w;
	e->pair_ids = e->fault_counts = e->window_ids =
		(struct intern)INTERN_INIT;
	emu_clock_init(&e->clock, w->has_start ? w->start_ms :
		       emu_calendar_ms(), w->factor_milli);
	e->now_ms = emu_clock_now(&e->clock);
	raise_limit(settings->max_connections + ADMIN_CONNECTIONS +
		    SPARE_FDS);
	emu_log_init(&e->log, settings->events_fd,
		     settings->transactions_fd);
	e->push = emu_push_new(&(struct emu_push_settings){
		.clock = &e->clock, .first_ms = w->push.first_ms,
		.factor_milli = w->push.factor_milli,
		.max_ms = w->push.max_ms, .give_up_s = w->push.give_up_s,
		.ca = settings->receiver_ca, .key = settings->push_key,
		.cert = settings->push_cert, .failed = emu_not_delivered,
		.ended = emu_delivered, .forgotten = emu_forgotten,
		.owner = e });
	if (!open_ports(e, why)) {
		emu_close(e);
		return NULL;
	}
	emu_schedules_open(e);
	return e;
}

uint16_t emu_port(const struct emu *e)
{
	return emu_server_port(e->http);
}

uint16_t emu_admin_port(const struct emu *e)
{
	return emu_server_port(e->admin);
}

/* ---- the loop ---- */

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t wait_ms(const struct emu *e)
{
	const int64_t due = emu_due_at(&e->due);
	int64_t wait = least(emu_server_wait_ms(e->http),
			     emu_server_wait_ms(e->admin));

	wait = least(wait, emu_holding_wait_ms(e));
	return due == EMU_NEVER ? wait :
	       least(wait, emu_clock_until(&e->clock, due));
}

static int open_signals(sigset_t *before)
{
	sigset_t stop;

	sigemptyset(&stop);
	sigaddset(&stop, SIGINT);
	sigaddset(&stop, SIGTERM);
	sigaddset(&stop, SIGHUP);
	sigprocmask(SIG_BLOCK, &stop, before);
	signal(SIGPIPE, SIG_IGN);
	return signalfd(-1, &stop, SFD_CLOEXEC | SFD_NONBLOCK);
}

static bool told_to_stop(int fd)
{
	struct signalfd_siginfo info;

	return read(fd, &info, sizeof(info)) == (ssize_t)sizeof(info);
}

bool emu_run(struct emu *e, struct buf *why)
{
	sigset_t before;
	const int stop = open_signals(&before);
	const int fds[] = { emu_server_fd(e->http), emu_server_fd(e->admin),
			    stop };

	while (!told_to_stop(stop) && !e->log.failed) {
		emu_server_run(e->http);
		emu_server_run(e->admin);
		emu_jobs_run(e, SLICE_MS);
		emu_advances_end(e);
		emu_holding_expire(e);
		emu_push_run(e->push);
		emu_log_flush(&e->log);
		emu_push_wait(e->push, fds, sizeof(fds) / sizeof(fds[0]),
			      wait_ms(e));
	}
	close(stop);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (e->log.failed)
		buf_addf(why, "cannot write the %s: %s", e->log.failed,
			 strerror(e->log.error));
	return !e->log.failed;
}

static void free_users(struct emu *e)
{
	for (size_t i = 0; i < e->users.n; i++) {
		struct emu_job *job = e->users.v[i].held, *next;

		for (; job; job = next) {
			next = job->next;
			mem_free(job);
		}
	}
	vec_release(&e->users);
}

static void free_parts(struct emu *e)
{
	void *job;

	while ((job = emu_due_take(&e->due)) != NULL)
		mem_free(job);
	for (size_t i = 0; i < e->pairs.n; i++) {
		vec_release(&e->pairs.v[i]->open);
		vec_release(&e->pairs.v[i]->used);
		mem_free(e->pairs.v[i]);
	}
	for (size_t i = 0; i < e->schedules.n; i++) {
		buf_release(&e->schedules.v[i]->details);
		mem_free(e->schedules.v[i]);
	}
	free_users(e);
	for (size_t i = 0; i < e->advances.n; i++)
		mem_free(e->advances.v[i]);
	vec_release(&e->advances);
	vec_release(&e->pairs);
	vec_release(&e->schedules);
	vec_release(&e->future);
	vec_release(&e->holding);
	vec_release(&e->fault_count);
	vec_release(&e->windows);
	vec_release(&e->devices);
	intern_release(&e->pair_ids);
	intern_release(&e->fault_counts);
	intern_release(&e->window_ids);
	emu_due_release(&e->due);
}

void emu_close(struct emu *e)
{
	emu_server_close(e->http);
	emu_server_close(e->admin);
	emu_push_free(e->push);
	emu_log_release(&e->log);
	free_parts(e);
	mem_free(e);
}
