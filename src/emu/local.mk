# The other end of a SIT campaign. See src/LAYERS for what it may not know.
libsmets1_a_SOURCES += \
	src/emu/access.c \
	src/emu/admin.c \
	src/emu/alert.c \
	src/emu/answer.c \
	src/emu/body.c src/emu/body.h \
	src/emu/clock.c src/emu/clock.h \
	src/emu/content.c \
	src/emu/dcc.c \
	src/emu/draw.c \
	src/emu/due.c src/emu/due.h \
	src/emu/emu.c src/emu/emu.h \
	src/emu/fault.c \
	src/emu/inventory.c \
	src/emu/job.c \
	src/emu/log.c src/emu/log.h \
	src/emu/push.c src/emu/push.h \
	src/emu/request.c src/emu/request.h \
	src/emu/room.h \
	src/emu/rules.c \
	src/emu/schedule.c \
	src/emu/schema.c \
	src/emu/serve.c \
	src/emu/server.c src/emu/server.h \
	src/emu/value.c src/emu/value.h
