/* The conversations of run_test.c: a plan, and what happens with it. */

/* ---- one request ---- */
{ "r1", ">0 w <0:I99 w ^0:I0/Rsp 0=PASS ." },
/* the very millisecond, and the next */
{ "r1", ">0 <0:I99 +30000 ^0:I0/Rsp 0=PASS ." },
{ "r1", ">0 <0:I99 +30001 ^0:I0/Rsp 0=LATE/LATE ." },
/* waited for twice its target time, then no more */
{ "r1", ">0 <0:I99 0=NO_VERDICT +59999 w 0=NO_VERDICT +1 . 0=FAIL/LATE" },
{ "r1", ">0 <0:I99 +59999 ^0:I0/Rsp 0=LATE/LATE ." },
{ "r1", ">0 <0:I99 +60000 . 0=FAIL/LATE ^0:I0/Rsp u 0=FAIL/LATE" },
{ "k1", ">0 <0:I99 +10499 w +1 . 0=FAIL/LATE" },
{ "o1", ">0 <0:I99 0=PASS ." },
/* the result before its acknowledgement */
{ "r1", ">0 ^0:I0/Rsp w <0:I99 0=PASS ." },
{ "r1", ">0 ^0:I0/Rsp w <0:E12 0=FAIL ." },
/* twice, and to a request that nobody made */
{ "r1", ">0 <0:I99 ^0:I0/Rsp 0=PASS ^0:I0/Rsp u 0=PASS ." },
{ "r1 r2", ">0 >1 <0:I99 <1:I99 ^0:I0/Rsp~ u 0=NO_VERDICT 1=NO_VERDICT" },
{ "r1", ">0 <0:I99 ^0:I0/Rsp~ u 0=NO_VERDICT" },
/* not to be believed */
{ "r1", ">0 <0:I99? 0=FAIL ." },
{ "r1", ">0 <0:I99~ 0=FAIL ." },
{ "r1", ">0 <0:I99 ^0:I0/Rsp? 0=FAIL ." },
{ "r1", ">0 <0:I99 ^0:I0/Other 0=FAIL ." },
/* refusals */
{ "n1", ">0 <0:E13 0=PASS ." },
{ "n1", ">0 <0:I99 0=FAIL ^0:I0 u ." },
{ "d1", ">0 <0:I0 0=PASS ." },
{ "d1", ">0 +30001 <0:I0 0=LATE/LATE ." },

/* ---- again, by code ---- */
{ "r1", ">0 <0:E20 0#1=FAIL w +999 w +1 >0 <0:I99 ^0:I0/Rsp 0#2=PASS ." },
{ "r1", ">0 <0:I99 ^0:E21 w +1000 >0 <0:I99 ^0:I0/Rsp 0#2=PASS ." },
{ "r1", ">0 <0:E20 +1000 >0 <0:E20 +1000 >0 <0:E20 0#3=FAIL ." },
{ "r1", ">0 <0:E19 0=FAIL ." },
/* each row so often, whatever the others had; the first that matches rules */
{ "rows r1", ">0 <0:E20 +1000 >0 <0:E21 w +500 >0 <0:E21 +500 >0 <0:E21 "
  "0#4=FAIL ." },
{ "rows r1", ">0 <0:E21 +500 >0 <0:E21 +500 >0 <0:E20 w +999 w +1 >0 <0:E20 "
  "0#1=FAIL 0#2=FAIL 0#3=FAIL 0#4=FAIL ." },
{ "rows r1 r2", ">0 >1 <0:E20 <1:E20 +1000 >0 <0:I99 >1 <1:I99 "
  "^0:I0/Rsp ^1:I0/Rsp 0#2=PASS 1#2=PASS ." },
{ "t1", ">0 <0:E20 0=FAIL ." },
{ "n1", ">0 <0:E13 . " },
/* the device is held meanwhile */
{ "r1 r1", ">0 <0:E20 w +1000 >0 <0:E20 +1000 >0 <0:E20 >1" },
{ "r1 r2", ">0 >1 <0:E20 w +1000 >0" },

/* ---- again, 503 ---- */
{ "t1", ">0 <0:503+2 0#1=ERROR +1999 w +1 >0 <0:I99 ^0:I0 0#2=PASS ." },
{ "t1", ">0 <0:503+0 >0 <0:503+0 >0 <0:503+0 >0 <0:503+0 >0 <0:503+0 "
  ">0 <0:503+0 0#6=ERROR ." },
{ "c1", ">0 <0:I0/PreCommand >0b <0:503+0 0#1=ERROR >0 "
  "<0:I0/PreCommand >0b <0:I99 ^0:I0 0#2=PASS ." },
/* others are the end */
{ "r1", ">0 <0:404 0=ERROR ." },
{ "r1", ">0 <0:302 0=ERROR ." },
{ "r1", ">0 <0:429+1 0=ERROR ." },

/* ---- not sent: an interface is away (devices 6 and up have another) ---- */
/* nothing is used up: it is the same attempt */
{ "t1", ">0 <0- 0#1=NO_VERDICT w +999 w +1 >0 <0- +1999 w +1 >0 <0:I99 ^0:I0 "
  "0#1=PASS ." },
/* waits double, up to a minute */
{ "t1", ">0 <0- +1000 >0 <0- +2000 >0 <0- +4000 >0 <0- +8000 >0 <0- +16000 >0 "
  "<0- +32000 >0 <0- +59999 w +1 >0 <0- +60000 >0 <0:I99 ^0:I0 0#1=PASS ." },
/* and begin anew */
{ "r1", ">0 <0- +1000 >0 <0- +2000 >0 <0:E20 +1000 >0 <0- +999 w +1 >0" },
/* one goes and sees, the others wait */
{ "r1 r2 r3", ">0 >1 >2 <0- <1- <2- w +1000 >0 w <0- w +2000 >0 w <0:I99 >1 "
  ">2 <1:I99 <2:I99 w" },
{ "r1 r1 r2", ">0 >2 <0- <2- w +1000 >0 <0:I99 >2 ^0:I0/Rsp >1" },
/* what had left before says nothing about it */
{ "r1 r2 r3", ">0 >1 >2 <0- <1:I99 w <2! w ^1:I0/Rsp w +1000 >0" },
/* bytes that left do, whatever became of them */
{ "r1 r2", ">0 >1 <0- <1- +1000 >0 w <0! >1" },
{ "r1 r2", ">0 >1 <0- <1- +1000 >0 <0:404 >1 0=ERROR" },
/* one that cannot be built does not */
{ "r1 r2", ">0 >1 <0- <1- +1000 >0 !0 0=ERROR >1 w <1- w +2000 >1" },
/* other interfaces go on */
{ "r1 r6 r6", ">0 >1 <0- <1:I99 w ^1:I0/Rsp >2 <2:I99 w +1000 >0 <0:I99 w" },
{ "r6 r1", ">0 >1 <0- <1- w +1000 >0 >1 <0:I99 <1- w +2000 >1" },
/* no more at a time than connections */
{ "r1 r6 r7 r8 r9", ">0 >1 >2 >3 <0- >4 +1000 w <1:I99 >0 w" },
/* the signed pre-command is sent once more, its first stage is not */
{ "c1", ">0 <0:I0/PreCommand >0b <0- 0#1=NO_VERDICT w +1000 >0b <0:I99 ^0:I0 "
  "0#1=PASS ." },
{ "c1", ">0 <0:I0/PreCommand >0b *0:N7 <0- 0=FAIL ." },
/* future dated: holds its device until it is taken */
{ "f1 r1", ">0 <0- w +1000 >0 <0:I99 >1" },
/* nothing can be about a request that nobody has */
{ "r1", ">0 <0- ^0:I0/Rsp u 0=NO_VERDICT +1000 >0 <0:I99 ^0:I0/Rsp 0=PASS ." },
{ "q1", ">0 <0- %0:8F3E u +1000 >0 <0:E2 +5000 . 0=PASS" },
{ "q1", ">0 %0:8F3E <0- +1000 >0 <0:E2 +5000 . 0=PASS" },
/* a clock that is moved stands still */
{ "admin r1 r6", ">0 >1 <0- <1:I99 w +1000 >0 <0:I99 m" },
/* away for too long: tried once more, then it is over */
{ "r1 r2", ">0 >1 <0- <1- +599999 >0 <0- w +1 >0 <0- , 0=NO_VERDICT "
  "1=NO_VERDICT" },
{ "r1 r2", ">0 >1 <0- <1- +600000 >0 <0- , K >0 >1 <0:I99 <1:I99 ^0:I0/Rsp "
  "^1:I0/Rsp 0#1=PASS 1#1=PASS ." },
{ "r1 r2", ">0 >1 <0- <1- +600000 >0 <0:I99 >1" },
/* but not before the other interface has nothing to do */
{ "r1 o6 o6", ">0 >1 <0- +600000 >0 <0- w <1:I99 1=PASS >2 w <2:I99 2=PASS ," },
{ "r1 o6", ">0 >1 <0- +600000 >0 <0- w +2000 >0 <0:I99 ^0:I0/Rsp 0=PASS w "
  "<1:I99 ." },
{ "r1 r6", ">0 >1 <0- <1- +600000 >0 >1 <0- w <1- ," },
{ "r1 o6", ">0 >1 <0- +600000 >0 <0- <1- w +1000 >1 <1:I99 ," },
{ "r1 o6<0", ">0 <0- +600000 >0 <0- ," },
/* nor for what is far off */
{ "f1 r2", ">0 >1 <0:I99 <1- +600000 >1 <1- , 0=NO_VERDICT" },
{ "l6 r1", ">1 <1- +600000 >1 <1- ," },
/* interrupted, stopped, killed meanwhile */
{ "r1", ">0 <0- D , 0=NO_VERDICT" },
{ "r1 r2", ">0 >1 <0- <1- +1000 >0 D w <0- ," },
{ "r1", ">0 <0- S , 0=NO_VERDICT" },
{ "r1 r2", ">0 >1 <0- <1- K >0 >1 <0:I99 ^0:I0/Rsp 0#1=PASS" },
{ "t1", ">0 <0- +1000 >0 K w +30000 . 0#1=NO_VERDICT" },
{ "c1", ">0 <0:I0/PreCommand >0b <0- K >0b <0:I99 ^0:I0 0#1=PASS ." },

/* ---- in doubt ---- */
/* what is pushed: the result tells */
{ "r1", ">0 <0! 0=NO_VERDICT w ^0:I0/Rsp 0=PASS ." },
{ "r1", ">0 <0! ^0:E19 0=FAIL ." },
{ "r1", ">0 <0! +30000 >0 <0:I99 ^0:I0/Rsp 0#1=NO_VERDICT 0#2=PASS ." },
{ "r1", ">0 <0:500 +30000 >0 <0! +30000 >0 <0:503 +30000 . 0#3=NO_VERDICT" },
{ "quick r1", ">0 <0! +199 w +1 >0" },
{ "t1", ">0 <0! 0=NO_VERDICT +30000 . 0=NO_VERDICT" },
{ "t1", ">0 <0! +29999 ^0:I0 0=PASS ." },
{ "n1", ">0 <0! ^0:I0 0=FAIL ." },
{ "a1", ">0 <0! *0:S1VE12 0=PASS ." },
/* its answer has an end before its doubt has */
{ "r1", ">0 ^0:I0/Rsp <0! 0=PASS ." },
/* a second result of an attempt that was given up */
{ "quick r1", ">0 <0! +200 >0 <0:I99 ^0:I0/Rsp 0#2=PASS ." },
/* what is answered at once does not wait */
{ "d1", ">0 <0! >0 <0! >0 <0! 0#3=NO_VERDICT ." },
{ "m1", ">0 <0! 0=NO_VERDICT ." },
{ "c1", ">0 <0! 0=NO_VERDICT ." },
{ "c1", ">0 <0:I0/PreCommand >0b <0! w ^0:I0 0=PASS ." },
{ "c1", ">0 <0:I0/PreCommand >0b <0! +30000 . 0=NO_VERDICT" },
/* future dated: from its due time on */
{ "f1", ">0 <0! +3600000 w +86399999 w +1 >0" },
{ "f1", ">0 <0! +3600000 ^0:I0/Rsp 0=PASS ." },

/* ---- pre-commands ---- */
{ "c1", ">0 <0:I0/PreCommand >0b <0:I99 ^0:I0 0=PASS ." },
{ "x1", ">0 <0:E2 0=PASS ." },
{ "x1", ">0 <0:I0/PreCommand >0b <0:E2 0=PASS ." },
{ "c1", ">0 <0:E2 0=FAIL ." },
{ "c1", ">0 <0:I0 0=FAIL ." },
{ "c1", ">0 <0:I99 0=FAIL ." },
{ "c1 r1", ">0 <0:I0/PreCommand >0b <0:I99 w ^0:I0 >1" },
{ "c1", ">0 <0:I0/PreCommand *0:N7 0=FAIL ." },

/* ---- order ---- */
{ "r1 r1", ">0 w <0:I99 w ^0:I0/Rsp >1 <1:I99 ^1:I0/Rsp ." },
{ "r1 r2", ">0 >1 <1:I99 <0:I99 ^1:I0/Rsp ^0:I0/Rsp ." },
{ "r1 r2 r1 r2", ">0 >1 <1:I99 ^1:I0/Rsp >3 <0:I99 ^0:I0/Rsp >2" },
/* four exchanges at a time, not five */
{ "r1 r2 r3 r4 r5", ">0 >1 >2 >3 w <2:I99 >4 w" },
/* future dated and scheduled leave the device to others */
{ "f1 r1", ">0 w <0:I99 >1 <1:I99 ^1:I0/Rsp w +3600000 ^0:I0/Rsp "
  "0=PASS 1=PASS ." },
{ "m1 s1<0 r1 d1<1", ">0 <0:I0/DSPScheduleID=42 >2 <2:I99 ^2:I0/Rsp w "
  "+3600000 ^#42@1:I0 1=PASS >3 <3:I0 0=PASS 3=PASS ." },
/* what it comes after */
{ "r1 r2<0", ">0 <0:I99 ^0:I0/Rsp >1 <1:I99 ^1:I0/Rsp 1=PASS ." },
{ "r1 r2<0", ">0 <0:I99 +30001 ^0:I0/Rsp 0=LATE/LATE >1" },
{ "r1 r2<0 r3<1", ">0 <0:E19 0=FAIL . 1=BLOCKED 2=BLOCKED" },
{ "r1 r1<0 r1", ">0 <0:E19 >2 1=BLOCKED" },
{ "r1<1 r1", ">1 <1:I99 ^1:I0/Rsp >0" },
{ "r1<1 r1<0 r2", ">2 <2:E19 . 0=BLOCKED 1=BLOCKED 2=FAIL" },
{ "r1<7", ". 0=BLOCKED" },
{ "r1 r1 r2<0<1", ">0 <0:I99 ^0:I0/Rsp >1 <1:I99 ^1:I0/Rsp >2" },
{ "r1 r1 r2<0<1", ">0 <0:E19 >1 2=BLOCKED" },
/* after another attempt it may go on */
{ "r1 r2<0", ">0 <0:E20 w +1000 >0 <0:I99 ^0:I0/Rsp >1" },
/* held, and not before a day */
{ "h1 r1<0", ". 0=SKIP 1=BLOCKED" },
{ "l1 r1", ">1 <1:I99 ^1:I0/Rsp w +41599999 w +1 >0 <0:I99 0=PASS ." },

/* ---- schedules ---- */
{ "m1 s1<0", ">0 <0:I0/DSPScheduleID=42 w +3600000 +86400000 ^#42@1:I0 "
  "1=PASS ." },
{ "m1 s1<0", ">0 <0:I0/DSPScheduleID=42 w +3600000 +86400001 ^#42@1:I0 "
  "1=LATE/LATE ." },
{ "m1 s1<0", ">0 <0:I0/DSPScheduleID=42 w +3600000 +172799999 w +1 . "
  "1=FAIL/LATE" },
/* the run ends first */
{ "m1 s1<0", ">0 <0:I0/DSPScheduleID=42 w +3600000 1=NO_VERDICT D , "
  "1=NO_VERDICT" },
{ "m1 s1<0", ">0 <0:I0/DSPScheduleID=42 w +90000001 w 1=NO_VERDICT S , "
  "1=NO_VERDICT" },
/* another schedule, device, time */
{ "m1 s1<0", ">0 <0:I0/DSPScheduleID=42 w +3600000 ^#43@1:I0 u 1=NO_VERDICT "
  "^#42@1:I0 1=PASS ." },
{ "m1 s1<0 m2 s2<2", ">0 >2 <0:I0/DSPScheduleID=42 "
  "<2:I0/DSPScheduleID=43 w +3600000 ^#42@3:I0 u ^#43@3:I0 3=PASS "
  "1=NO_VERDICT ^#42@1:I0 1=PASS ." },
{ "m1 s1<0", ">0 <0:I0/DSPScheduleID=42 w +3539999 ^#42@1:I0 u +1 "
  "^#42@1:I0 1=PASS ." },
{ "s1", ". 0=ERROR" },
{ "r1 s1<0", ">0 <0:I99 ^0:I0/Rsp . 1=ERROR" },
/* of two that it comes after, the first in the plan */
{ "m1 m2 s1<0<1", ">0 >1 <1:I0/DSPScheduleID=43 <0:I0/DSPScheduleID=42 w "
  "+3600000 ^#43@2:I0 u ^#42@2:I0 2=PASS ." },
{ "m1 r2 s1<0<1", ">0 >1 <0:I0/DSPScheduleID=42 <1:I99 K w ^1:I0/Rsp w "
  "+90000000 ^#42@2:I0 2=PASS ." },
/* alerts instead: of the S1SP, of a removal before it is due */
{ "m1 s1<0", ">0 <0:I0/DSPScheduleID=42 w +3600000 *#42@1:S1VE12 1=FAIL ." },
{ "m1 s1<0", ">0 <0:I0/DSPScheduleID=42 w *#42@1:N4 1=FAIL ." },
{ "m1 A1<0", ">0 <0:I0/DSPScheduleID=42 w +3600000 *#42@1:S1VE12 1=PASS ." },
{ "m1 A1<0", ">0 <0:I0/DSPScheduleID=42 w +3600000 *#42@1:S1VE13 1=FAIL ." },
/* not made */
{ "m1 s1<0", ">0 <0:E050113 . 0=FAIL 1=BLOCKED" },

/* ---- future dated ---- */
{ "f1", ">0 <0:I99 w +3600000 +86400000 ^0:I0/Rsp 0=PASS ." },
{ "f1", ">0 <0:I99 w +3600000 +86400001 ^0:I0/Rsp 0=LATE/LATE ." },
/* a device that keeps the date says first that it has taken it */
{ "f1", ">0 <0:I99 ^0:I0/GBCSPayload 0=NO_VERDICT w +3600000 ^0:I0/Rsp "
  "0=PASS ." },
{ "f1", ">0 <0! ^0:I0/GBCSPayload 0=NO_VERDICT +3600000 +86400000 w "
  "^0:I0/Rsp 0=PASS" },
{ "f1", ">0 <0:I99 ^0:E19/GBCSPayload 0=FAIL ." },
{ "f1 r1", ">0 <0:I99 >1 +3600000 ^0:E20 w +1000 w <1:I99 ^1:I0/Rsp >0" },

/* ---- alerts and silence ---- */
{ "a1", ">0 <0:I99 *0:S1VE12 0=PASS ." },
{ "a1", ">0 <0:I99 %0:8F3E 0=PASS ." },
{ "a1", ">0 <0:I99 %0:8F3F u 0=NO_VERDICT" },
{ "a1", ">0 <0:I99 *0:S1VE99 0=FAIL ." },
{ "a1 a2", ">0 >1 <0:I99 <1:I99 %1:8F3E 0=NO_VERDICT 1=PASS" },
{ "a1", ">0 <0:I99 +120000 . 0=FAIL/LATE" },
{ "a1", ">0 <0:I99 +60000 *0:S1VE12 0=PASS ." },
{ "a1", ">0 <0:I99 +60001 *0:S1VE12 0=LATE/LATE ." },
{ "r1", ">0 <0:I99 *0:S1VE12 0=FAIL ." },
{ "r1", ">0 <0:I99 %0:8F3E u 0=NO_VERDICT ^0:I0/Rsp 0=PASS ." },
{ "r1", ">0 *0:S1VE12 w <0:I99 0=FAIL ." },
{ "q1", ">0 <0:E2 0=NO_VERDICT w +4999 w +1 . 0=PASS" },
{ "q1", ">0 <0:E2 +1000 %0:8F3E 0=FAIL ." },
{ "q1", ">0 <0:E2 +1000 ^0:I0 0=FAIL ." },
{ "q1 r1", ">0 <0:E2 w +5000 >1" },
{ "q1", ">0 <0:I99 0=FAIL ." },

/* ---- stopping ---- */
{ "r1 r1", ">0 D w <0:I99 w ^0:I0/Rsp , 0=PASS" },
{ "r1 r1", ">0 <0:I99 D w +30000 , 0=NO_VERDICT" },
{ "r1", ">0 <0:E20 D ," },
{ "c1", ">0 <0:I0/PreCommand D ," },
{ "r1 r2", ">0 S , <0:I99" },
{ "f1", ">0 <0:I99 D ," },

/* ---- killed, at every step ---- */
{ "r1", "K >0 <0:I99 K w ^0:I0/Rsp K . 0#1=PASS" },
{ "r1", ">0 K w ^0:I0/Rsp 0#1=PASS ." },
{ "r1", ">0 K w +30000 >0 <0:I99 ^0:I0/Rsp 0#1=NO_VERDICT 0#2=PASS ." },
{ "t1", ">0 K w +30000 . 0#1=NO_VERDICT" },
{ "quick t1", ">0 K +100 w K +199 w +1 . 0#1=NO_VERDICT" },
{ "d1", ">0 K >0 <0:I0 0#2=PASS ." },
{ "m1 s1<0", ">0 K . 0#1=NO_VERDICT 1=BLOCKED" },
{ "c1", ">0 K . 0#1=NO_VERDICT" },
{ "c1", ">0 <0:I0/PreCommand K >0b K w ^0:I0 0#1=PASS ." },
{ "r1", ">0 ^0:I0/Rsp K . 0#1=PASS" },
{ "r1 r1", ">0 <0:I99 K w ^0:I0/Rsp K >1 K w ^1:I0/Rsp ." },
{ "r1 r1", ">0 <0:E20 K >0 <0:I99 ^0:I0/Rsp 0#2=PASS >1" },
{ "m1 s1<0 d1<1", ">0 <0:I0/DSPScheduleID=42 K w K +3600000 ^#42@1:I0 "
  "1#1=PASS K >2 <2:I0 ." },
{ "f1 r1", ">0 <0:I99 K >1 <1:I99 K ^1:I0/Rsp w +3600000 K ^0:I0/Rsp "
  "0#1=PASS ." },
{ "r1 r2<0", ">0 <0:E19 . 1=BLOCKED K . 1=BLOCKED" },
/* its time ran out while nobody listened: it is pushed once more, and says
 * itself when it was made */
{ "r1", ">0 <0:I99 +100000 K w ^0:I0/Rsp 0=LATE/LATE ." },
{ "r1", ">0 <0:I99 +100000 K w t80000 ^0:I0/Rsp 0=PASS ." },
{ "r1", ">0 <0:I99 +100000 K w t69999 ^0:I0/Rsp 0=LATE/LATE ." },
/* but who listened believes its own clock */
{ "r1", ">0 <0:I99 +40000 t40000 ^0:I0/Rsp 0=LATE/LATE ." },
{ "r1", ">0 <0:I99 +100000 K w +59999 w +1 . 0=FAIL/LATE" },
/* how long it is waited for outlives the process */
{ "f1", ">0 <0:I99 K w +3600000 +172799999 w 0=NO_VERDICT +1 . 0=FAIL/LATE" },
{ "m1 s1<0", ">0 <0:I0/DSPScheduleID=42 K w +3600000 K +172799999 w K w "
  "+60000 . 1=FAIL/LATE" },
/* the doubts of kills are not counted */
{ "d1", ">0 K >0 K >0 K >0 <0! >0 <0! >0 <0! 0#6=NO_VERDICT ." },

/* ---- a clock that is moved ---- */
{ "admin r1", ">0 w <0:I99 m m m ^0:I0/Rsp 0=PASS ." },
{ "admin r1", ">0 <0:I99 m m m m m m . 0=FAIL/LATE" },
{ "admin m1 s1<0", ">0 <0:I0/DSPScheduleID=42 m m m m m m m m m m m m m m m "
  "m m m . 1=FAIL/LATE" },
/* scheduled: inside the 24 hours, at their end, behind it, never, not yet */
{ "admin m1 s1<0", ">0 <0:I0/DSPScheduleID=42 m +90000000 t3600001 "
  "^#42@1:I0 1=PASS ." },
{ "admin m1 s1<0", ">0 <0:I0/DSPScheduleID=42 m +90000000 t1000 "
  "^#42@1:I0 1=PASS ." },
{ "admin m1 s1<0", ">0 <0:I0/DSPScheduleID=42 m +90000000 t999 "
  "^#42@1:I0 1=LATE/LATE ." },
{ "admin m1 s1<0", ">0 <0:I0/DSPScheduleID=42 m +90000000 D , "
  "1=NO_VERDICT" },
{ "admin m1 A1<0", ">0 <0:I0/DSPScheduleID=42 m +93600000 t3601000 "
  "*#42@1:S1VE12 1=PASS ." },
{ "admin m1 s1<0", ">0 <0:I0/DSPScheduleID=42 m +93600000 t3601000 "
  "*#42@1:S1VE12 1=FAIL ." },
/* it goes by faster than bytes on a connection */
{ "admin quick r1", ">0 <0! m w +199 w +1 >0" },
{ "admin r1", ">0 <0! m m m m m w +999 w +1 >0" },
{ "admin quick r1", ">0 K m w +200 >0" },
/* a time that cannot be: before the request, behind now */
{ "admin r1", ">0 <0:I99 m +40000 t50000 ^0:I0/Rsp 0=LATE/LATE ." },
/* drained, it goes on for what is waited for, and not for what is parked */
{ "admin f1 r1", ">0 <0:I99 >1 <1:I99 D m m ^1:I0/Rsp , 0=NO_VERDICT 1=PASS" },
{ "admin r1 r2", ">0 >1 <0:I99 w <1:I99 m" },
{ "admin r1 r1", ">0 <0:I99 m ^0:I0/Rsp >1 w <1:I99 m" },
