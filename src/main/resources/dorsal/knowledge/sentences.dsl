# The sentences of the rules: the whole language that clinicians write in, and what each sentence stands for.
#
# [when] SENTENCE=TEST     a test of one fact, or the head of a group whose members follow as bullets
# [then] SENTENCE=MEANING  one conclusion; "that …", "or …", "whose …" and "but …" narrow or widen the selection above
#
# ## HEADING             what the sentences below it are for; `dorsal explain --sentences` shows them under it
#
# {type} or {name:type} stands for a value of that type, checked against the vocabulary when a rule is read.
# A line of a rule must be one whole sentence. New wording is a line here; a new meaning is a change of the program.

## Always
[when] always=Patient()
## A finding answered with yes or no
[when] there is {yes-no}=Finding( code == {yes-no}, yes )
[when] {yes-no} is true=Finding( code == {yes-no}, yes )
[when] {yes-no} was answered no=Finding( code == {yes-no}, no )
## Answered at all, or not
[when] {finding} is not answered=Unanswered( code == {finding} )
[when] {finding} is answered=Finding( code == {finding} )
## A finding answered with a number
[when] {number} is at least {n}=Finding( code == {number}, number >= {n} )
[when] {number} is over {n}=Finding( code == {number}, number > {n} )
[when] {number} is at most {n}=Finding( code == {number}, number <= {n} )
[when] {number} is under {n}=Finding( code == {number}, number < {n} )
[when] {number} is exactly {n}=Finding( code == {number}, number == {n} )
## How far one number lies above another
[when] {number} minus {other:number} is at least {n}=Difference( code == {number} - {other}, number >= {n} )
[when] {number} minus {other:number} is over {n}=Difference( code == {number} - {other}, number > {n} )
[when] {number} minus {other:number} is at most {n}=Difference( code == {number} - {other}, number <= {n} )
[when] {number} minus {other:number} is under {n}=Difference( code == {number} - {other}, number < {n} )
## A finding answered with a word from a list
[when] {choice} is {value}=Finding( code == {choice}, choice in {value} )
[when] {choice} is one of {values}=Finding( code == {choice}, choice in {values} )
[when] {choices} includes {value}=Finding( code == {choices}, choices contains {value} )
## What a clinician has attested
[when] {attestation} is on record=OnRecord( code == {attestation} )
## The training log
[when] an exercise in the log is still within its recovery hours=LogMeasure( code == recovering-exercises, number >= 1 )
[when] the log holds {n:count} or more hard days in a row=LogMeasure( code == hard-days-in-a-row, number >= {n} )
[when] the log holds {n:count} or more heavy-lift days in 7 days=LogMeasure( code == heavy-days-in-week, number >= {n} )
[when] the load of this week is at least {n:amount} times that of last week=LogMeasure( code == week-load-ratio, number >= {n} )
[when] pain the morning after the last session was above {n:score}=LogMeasure( code == next-day-pain, number > {n} )
## The answers as a whole
[when] two answers contradict each other=Contradiction()
[when] nothing as urgent as {urgency} was found=OverallUrgency( urgency < {urgency} )
## Groups: the members follow, each with one dash more than the line that opens the group
[when] all of these are true:=all
[when] at least one of these is true:=any
[when] at least {n:count} of these are true:=atleast {n}
[when] none of these is true:=none

## What is concluded, and how urgent it is
[then] conclude {derived}=conclude
[then] escalate as {urgency}, {within:text}, to {destinations}=escalate
[then] exercise at most {ceiling}=limit
[then] hold every exercise until answered=hold
## Which exercises are restricted or preferred
[then] {restrict} every exercise=select every
[then] {restrict} the exercises {exercises}=select exercises
[then] {restrict} exercises that involve any of {movements}=select any-movements
[then] {restrict} exercises that involve all of {movements}=select all-movements
[then] {restrict} exercises of level {levels}=select levels
[then] {restrict} exercises of demand {demands}=select demands
[then] {restrict} exercises of category {categories}=select categories
[then] put exercises that involve {movements} last=put-last
## Lines that narrow or widen the selection above them
[then] that also involve any of {movements}=narrow any-movements
[then] that also involve all of {movements}=narrow all-movements
[then] that also are of level {levels}=narrow levels
[then] that also are of demand {demands}=narrow demands
[then] that also are of category {categories}=narrow categories
[then] or that involve any of {movements}=widen any-movements
[then] or the exercises {exercises}=widen exercises
[then] whose region is still recovering=narrow recovering
[then] but not those that involve {movements}=except movements
[then] but not the exercises {exercises}=except exercises
## What eases a restriction, and what to offer instead
[then] lift to {verdict} once {attestations} is on record=lift
[then] lift to {verdict} once {attestations} are on record=lift
[then] offer {exercises} instead=offer
## What to ask, advise, dose and review
[then] ask {findings}=ask
[then] advise {text}=advise
[then] dose {measure} from {least:amount} to {most:amount}=dose
[then] dose {measure} as {words}=dose-in-words
[then] review within {weeks:count} weeks=review
## Why: the last line of every rule
[then] because {text}=because
