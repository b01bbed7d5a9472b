;; Repeated word sequences of one text. All loops over places are without a branch that depends on the text, but those of the table.
;;
;; Memory, for room for ROOM words, in bytes from:      each
;;   0          ids: the number of the word at a place    4
;;   4 ROOM     before: code points before a place        4
;;   8 ROOM     hashes of the n-gram at a place           4
;;  12 ROOM     places that are left, in order            4
;;  16 ROOM     alive: 1 where the n-gram may be repeated 1
;;  17 ROOM     fallen: the mark of each place left       1
;;  18 ROOM     marks: how many n-grams fell there        1, 8 ROOM of them
;;  26 ROOM     table: a place + 1, and a count           8, 4 ROOM of them
;;  58 ROOM     end
;; ROOM is a multiple of 8.
(module
  (memory (export "memory") 1)
  (global $room (mut i32) (i32.const 0))
  (global $fullest (mut i32) (i32.const 0))
  (global $first (mut i32) (i32.const 0))

  ;; Says where all lies. The memory must be as large.
  (func (export "settle") (param $room i32)
    (global.set $room (local.get $room)))

  ;; The fullest mark of those that `pairs` or `lengthen` left.
  (func (export "fullest") (result i32)
    (global.get $fullest))

  ;; Where the n-gram that `most` counted begins first.
  (func (export "first") (result i32)
    (global.get $first))

  ;; Empties about four marks a place. Gives the mask of their numbers.
  (func $clear (param $places i32) (result i32)
    (local $length i32)
    (local.set $length
      (i32.shl (i32.const 1) (i32.sub (i32.const 32) (i32.clz (i32.shl (local.get $places) (i32.const 2))))))
    (memory.fill (i32.mul (global.get $room) (i32.const 18)) (i32.const 0) (local.get $length))
    (i32.sub (local.get $length) (i32.const 1)))

  ;; Leaves, of the first `count` of the listed places, those whose n-gram may be there again. Gives how many.
  (func $sift (param $count i32) (param $mask i32) (result i32)
    (local $at i32) (local $end i32) (local $to i32) (local $place i32) (local $mark i32) (local $again i32)
    (local $hashes i32) (local $alive i32) (local $fallen i32) (local $marks i32) (local $fullest i32) (local $left i32)
    (local.set $hashes (i32.shl (global.get $room) (i32.const 3)))
    (local.set $at (i32.mul (global.get $room) (i32.const 12)))
    (local.set $to (local.get $at))
    (local.set $end (i32.add (local.get $at) (i32.shl (local.get $count) (i32.const 2))))
    (local.set $alive (i32.shl (global.get $room) (i32.const 4)))
    (local.set $fallen (i32.mul (global.get $room) (i32.const 17)))
    (local.set $marks (i32.mul (global.get $room) (i32.const 18)))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $place (i32.load (local.get $at)))
        (local.set $mark
          (i32.load8_u
            (i32.add
              (local.get $marks)
              (i32.and
                (i32.load (i32.add (local.get $hashes) (i32.shl (local.get $place) (i32.const 2))))
                (local.get $mask)))))
        (local.set $again (i32.gt_u (local.get $mark) (i32.const 1)))
        (i32.store8 (i32.add (local.get $alive) (local.get $place)) (local.get $again))
        (i32.store (local.get $to) (local.get $place))
        (i32.store8 (i32.add (local.get $fallen) (local.get $left)) (local.get $mark))
        (local.set $left (i32.add (local.get $left) (local.get $again)))
        (local.set $to (i32.add (local.get $to) (i32.shl (local.get $again) (i32.const 2))))
        (local.set $fullest
          (select
            (local.get $mark)
            (local.get $fullest)
            (i32.gt_u (local.get $mark) (local.get $fullest))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br $each)))
    (global.set $fullest (local.get $fullest))
    (local.get $left))

  ;; Leaves the places whose pair of words may be there again. Gives how many.
  (func (export "pairs") (param $count i32) (result i32)
    (local $mask i32) (local $at i32) (local $last i32) (local $id i32) (local $next i32) (local $hash i32)
    (local $hashes i32) (local $places i32) (local $marks i32) (local $mark i32) (local $fell i32)
    (local.set $mask (call $clear (local.get $count)))
    (local.set $last (i32.sub (local.get $count) (i32.const 1)))
    (if (i32.lt_s (local.get $last) (i32.const 0)) (then (local.set $last (i32.const 0))))
    (local.set $hashes (i32.shl (global.get $room) (i32.const 3)))
    (local.set $places (i32.mul (global.get $room) (i32.const 12)))
    (local.set $marks (i32.mul (global.get $room) (i32.const 18)))
    (local.set $id (i32.load (i32.const 0)))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $at) (local.get $last)))
        (local.set $next (i32.load offset=4 (i32.shl (local.get $at) (i32.const 2))))
        (local.set $hash
          (i32.add
            (i32.mul (local.get $id) (i32.const 0x9e3779b1))
            (i32.mul (local.get $next) (i32.const 0x85ebca77))))
        (local.set $hash (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 15))))
        (i32.store (i32.add (local.get $hashes) (i32.shl (local.get $at) (i32.const 2))) (local.get $hash))
        (i32.store (i32.add (local.get $places) (i32.shl (local.get $at) (i32.const 2))) (local.get $at))
        (local.set $mark (i32.add (local.get $marks) (i32.and (local.get $hash) (local.get $mask))))
        (local.set $fell (i32.load8_u (local.get $mark)))
        (i32.store8 (local.get $mark) (i32.add (local.get $fell) (i32.ne (local.get $fell) (i32.const 255))))
        (local.set $id (local.get $next))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $each)))
    ;; No pair begins at the last word.
    (i32.store8 (i32.add (i32.shl (global.get $room) (i32.const 4)) (local.get $last)) (i32.const 0))
    (call $sift (local.get $last) (local.get $mask)))

  ;; From the (n-1)-grams at the places that are left to n-grams: where the next place has one too. None begins so late that no n-gram could begin
  ;; before it. Gives how many may be there again.
  (func (export "lengthen") (param $left i32) (param $n i32) (result i32)
    (local $mask i32) (local $at i32) (local $end i32) (local $to i32) (local $place i32) (local $next i32) (local $hash i32)
    (local $hashes i32) (local $alive i32) (local $marks i32) (local $own i32) (local $both i32) (local $ahead i32)
    (local $mark i32) (local $fell i32)
    (local.set $mask (call $clear (local.get $left)))
    (local.set $hashes (i32.shl (global.get $room) (i32.const 3)))
    (local.set $at (i32.mul (global.get $room) (i32.const 12)))
    (local.set $to (local.get $at))
    (local.set $end (i32.add (local.get $at) (i32.shl (local.get $left) (i32.const 2))))
    (local.set $alive (i32.shl (global.get $room) (i32.const 4)))
    (local.set $marks (i32.mul (global.get $room) (i32.const 18)))
    (local.set $ahead (i32.shl (i32.sub (local.get $n) (i32.const 1)) (i32.const 2)))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $place (i32.load (local.get $at)))
        ;; Read before it is written: places come in order.
        (local.set $next (i32.load8_u offset=1 (i32.add (local.get $alive) (local.get $place))))
        (i32.store8 (i32.add (local.get $alive) (local.get $place)) (local.get $next))
        (local.set $own (i32.add (local.get $hashes) (i32.shl (local.get $place) (i32.const 2))))
        (local.set $hash
          (i32.add
            (i32.mul (i32.load (local.get $own)) (i32.const 0x9e3779b1))
            (i32.mul
              (i32.load (i32.add (i32.shl (local.get $place) (i32.const 2)) (local.get $ahead)))
              (i32.const 0x85ebca77))))
        (local.set $hash (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 15))))
        (i32.store (local.get $own) (local.get $hash))
        (local.set $mark (i32.add (local.get $marks) (i32.and (local.get $hash) (local.get $mask))))
        (local.set $fell (i32.load8_u (local.get $mark)))
        (i32.store8 (local.get $mark)
          (i32.add (local.get $fell) (i32.and (local.get $next) (i32.ne (local.get $fell) (i32.const 255)))))
        (i32.store (local.get $to) (local.get $place))
        (local.set $to (i32.add (local.get $to) (i32.shl (local.get $next) (i32.const 2))))
        (local.set $both (i32.add (local.get $both) (local.get $next)))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br $each)))
    (call $sift (local.get $both) (local.get $mask)))

  ;; Whether the n words at two places are the same.
  (func $same (param $one i32) (param $other i32) (param $n i32) (result i32)
    (local $end i32)
    (local.set $one (i32.shl (local.get $one) (i32.const 2)))
    (local.set $other (i32.shl (local.get $other) (i32.const 2)))
    (local.set $end (i32.add (local.get $one) (i32.shl (local.get $n) (i32.const 2))))
    (loop $each
      (if (i32.ne (i32.load (local.get $one)) (i32.load (local.get $other))) (then (return (i32.const 0))))
      (local.set $other (i32.add (local.get $other) (i32.const 4)))
      (local.set $one (i32.add (local.get $one) (i32.const 4)))
      (br_if $each (i32.lt_u (local.get $one) (local.get $end))))
    (i32.const 1))

  ;; Empties the table, of two entries or more a place. Gives the mask of their numbers.
  (func $emptied (param $places i32) (result i32)
    (local $length i32)
    (local.set $length
      (i32.shl (i32.const 1) (i32.sub (i32.const 32) (i32.clz (i32.shl (local.get $places) (i32.const 1))))))
    (memory.fill (i32.mul (global.get $room) (i32.const 26)) (i32.const 0) (i32.shl (local.get $length) (i32.const 3)))
    (i32.sub (local.get $length) (i32.const 1)))

  ;; Where in memory the n-gram at a place is in the table, or the free entry where it would be.
  (func $entry (param $place i32) (param $n i32) (param $mask i32) (result i32)
    (local $hash i32) (local $slot i32) (local $entry i32) (local $held i32) (local $hashes i32) (local $table i32)
    (local.set $hashes (i32.shl (global.get $room) (i32.const 3)))
    (local.set $table (i32.mul (global.get $room) (i32.const 26)))
    (local.set $hash (i32.load (i32.add (local.get $hashes) (i32.shl (local.get $place) (i32.const 2)))))
    (local.set $slot (i32.mul (local.get $hash) (i32.const 0x2c1b3c6d)))
    (local.set $slot (i32.xor (local.get $slot) (i32.shr_u (local.get $slot) (i32.const 15))))
    (loop $each
      (local.set $slot (i32.and (local.get $slot) (local.get $mask)))
      (local.set $entry (i32.add (local.get $table) (i32.shl (local.get $slot) (i32.const 3))))
      (local.set $held (i32.load (local.get $entry)))
      (if (i32.eqz (local.get $held)) (then (return (local.get $entry))))
      (local.set $held (i32.sub (local.get $held) (i32.const 1)))
      (if (i32.eq (i32.load (i32.add (local.get $hashes) (i32.shl (local.get $held) (i32.const 2)))) (local.get $hash))
        (then
          (if (call $same (local.get $held) (local.get $place) (local.get $n)) (then (return (local.get $entry))))))
      (local.set $slot (i32.add (local.get $slot) (i32.const 1)))
      (br $each))
    (unreachable))

  ;; How often the most frequent is there of the n-grams left whose mark is at least `times`; of several, `first` is of the one that begins first.
  ;; 1 and 0 where none is there twice.
  (func (export "most") (param $left i32) (param $n i32) (param $times i32) (result i32)
    (local $mask i32) (local $index i32) (local $place i32) (local $entry i32) (local $count i32) (local $held i32)
    (local $most i32) (local $first i32) (local $places i32) (local $fallen i32)
    (local.set $mask (call $emptied (local.get $left)))
    (local.set $places (i32.mul (global.get $room) (i32.const 12)))
    (local.set $fallen (i32.mul (global.get $room) (i32.const 17)))
    (local.set $most (i32.const 1))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $index) (local.get $left)))
        (if (i32.ge_u (i32.load8_u (i32.add (local.get $fallen) (local.get $index))) (local.get $times))
          (then
            (local.set $place (i32.load (i32.add (local.get $places) (i32.shl (local.get $index) (i32.const 2)))))
            (local.set $entry (call $entry (local.get $place) (local.get $n) (local.get $mask)))
            (local.set $held (i32.load (local.get $entry)))
            (if (i32.eqz (local.get $held))
              (then
                (i32.store (local.get $entry) (i32.add (local.get $place) (i32.const 1)))
                (i32.store offset=4 (local.get $entry) (i32.const 1)))
              (else
                (local.set $count (i32.add (i32.load offset=4 (local.get $entry)) (i32.const 1)))
                (i32.store offset=4 (local.get $entry) (local.get $count))
                (local.set $held (i32.sub (local.get $held) (i32.const 1)))
                (if
                  (i32.or
                    (i32.gt_u (local.get $count) (local.get $most))
                    (i32.and
                      (i32.eq (local.get $count) (local.get $most))
                      (i32.lt_u (local.get $held) (local.get $first))))
                  (then
                    (local.set $most (local.get $count))
                    (local.set $first (local.get $held))))))))
        (local.set $index (i32.add (local.get $index) (i32.const 1)))
        (br $each)))
    (global.set $first (local.get $first))
    (local.get $most))

  ;; Code points in n-grams that were there before, from left to right without overlap.
  (func (export "repeated") (param $left i32) (param $n i32) (result i32)
    (local $mask i32) (local $at i32) (local $end i32) (local $place i32) (local $next i32) (local $entry i32) (local $chars i32)
    (local $before i32)
    (local.set $mask (call $emptied (local.get $left)))
    (local.set $before (i32.shl (global.get $room) (i32.const 2)))
    (local.set $at (i32.mul (global.get $room) (i32.const 12)))
    (local.set $end (i32.add (local.get $at) (i32.shl (local.get $left) (i32.const 2))))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $place (i32.load (local.get $at)))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br_if $each (i32.lt_u (local.get $place) (local.get $next)))
        (local.set $entry (call $entry (local.get $place) (local.get $n) (local.get $mask)))
        (if (i32.eqz (i32.load (local.get $entry)))
          (then
            (i32.store (local.get $entry) (i32.add (local.get $place) (i32.const 1)))
            (br $each)))
        (local.set $next (i32.add (local.get $place) (local.get $n)))
        (local.set $chars
          (i32.add
            (local.get $chars)
            (i32.sub
              (i32.load (i32.add (local.get $before) (i32.shl (local.get $next) (i32.const 2))))
              (i32.load (i32.add (local.get $before) (i32.shl (local.get $place) (i32.const 2)))))))
        (br $each)))
    (local.get $chars)))
