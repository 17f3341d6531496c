"""Drawings of tables of many kinds, one per way of setting headers and rows, for `test_neighbours`."""

from __future__ import annotations

KINDS = {
    "groups above columns, without rules below them": """
---------------------------------------------------
                  Text             Images
Model  Year    EM     F1        Acc     Avg
---------------------------------------------------
Alpha  2019    80.8   88.5      86.7    82.1
Beta   2020    88.9   94.6      90.2    88.5
Gamma  2021    90.1   95.0      91.7    -
---------------------------------------------------
""",
    "a header of three lines": """
----------------------------------------------------------
                Data                     Results
          ----------------    ----------------------------
Work      Kind      Size      Known words     New words
                              -------------   ------------
                              P      R        P      R
----------------------------------------------------------
One       news      12k       0.81   0.77     0.61   0.52
Two       mails     7k        0.84   0.79     0.66   0.58
Three     letters   900       0.80   0.71     0.59   0.49
----------------------------------------------------------
""",
    "a header that is wrapped and set in the middle": """
------------------------------------------------
           Number of      Years in     Open
  Work       trees       the field     code
------------------------------------------------
 Oaks [1]      120          7           yes
 Elms [2]       45         12            no
 Ashes [3]    2300          3           yes
------------------------------------------------
""",
    "labels over the rows in italics, with counts": """
-------------------------------------
Name           Rounds     Proof
-------------------------------------
/Fast/ /ones/ (2)
Alpha [1]      3          yes
Beta [2]       4          no
/Slow/ /ones/ (3)
Gamma [3]      30         yes
Delta [4]      41         yes
Eta [5]        77         no
-------------------------------------
""",
    "labels of several lines beside their rows": """
------------------------------------------
Family        Method      Idea
------------------------------------------
Learning      Alpha [1]   reward of steps
from          Beta [2]    reward of ends
feedback      Gamma [3]   no reward
------------------------------------------
Search        Delta [4]   beams
              Eta [5]     trees
------------------------------------------
Others        Zeta [6]    both
------------------------------------------
""",
    "rows parted by white": """
Work          What is new                 Where
-----------------------------------------------------
First [1]     a loss that knows of        images and
              its own errors              sound

Second [2]    a smaller model             text

Third [3]     trees that are pruned       images
              while they grow, so that
              they never fall
-----------------------------------------------------
""",
    "numbers set to the right, with dashes": """
-----------------------------------------
System         Size    Speed     Loss
-----------------------------------------
Alpha          1.2      120        -
Beta            11       80     1.75
Gamma          175        7    11.03
Delta            -        -     2.90
-----------------------------------------
""",
    "a note below the last rule, and raised marks": """
-----------------------------------
Method^a      Score     Year^b
-----------------------------------
Alpha [1]     81.5^c    2019
Beta [2]      83.0      2020
Gamma [3]     80.2      2021
-----------------------------------
^a as they name it  ^b of print
^c by the authors
""",
    "marks of yes and no": """
---------------------------------------
Tool       Open   Fast   Small   Safe
---------------------------------------
Hammer      ✓      ✗       ✓      ✗
Saw         ✗             ✓
Plane       ✓      ✓
File                      ✓      ✓
---------------------------------------
""",
    "rows set in below their heads": """
----------------------------------
Task               Work    Year
----------------------------------
Parsing
   of trees        [1]     2019
   of graphs       [2]     2020
Search
   in lists        [3]     2018
   in texts        [4]     2022
----------------------------------
""",
    "no head over the first column": """
-------------------------------------
              Alpha   Beta   Gamma
-------------------------------------
Rounds        3       4      30
Proof         yes     no     yes
Messages      n       n log  n^2
-------------------------------------
""",
    "little white between columns": """
------------------------------
Name    A   B   C   D   All
------------------------------
Alpha   1   2   3   4   2.5
Beta    5   6   7   8   6.5
Gamma   9   10  11  12  10.5
Delta   13  14  15  16  14.5
------------------------------
""",
    "years in the middle above their rows": """
------------------------------------------
Publication    Method       Focus
------------------------------------------
                 2014
Oaks [1]       seeds        growth
Elms [2]       roots        water
                 2016
Ashes [3]      leaves       light
------------------------------------------
""",
    "cells in the middle of a row's height": """
---------------------------------------------------
Kind      Strength                   Weakness
---------------------------------------------------
          needs few examples and
Few-shot  learns quickly from them   forgets soon

          keeps all that it has
Replay    seen in a store            takes room
---------------------------------------------------
""",
    "words broken at the ends of cells": """
--------------------------------------------
Work         Con-            Ad-
             tribution       vantage
--------------------------------------------
Alpha [1]    a classifi-     no parame-
             cation of       ters
             oaks
Beta [2]     a new mea-      cheap
             sure
--------------------------------------------
""",
    "full running text in two columns": """
----------------------------------------------------------------------
Question            Answer
----------------------------------------------------------------------
Who writes it?      The writers are people who read a lot of papers,
                    and who know the field that they write of.
Who reads it?       Readers of all kinds, above all those who begin
                    to work on the matter.
What is it for?     An overview.
----------------------------------------------------------------------
""",
    "a label in bold that begins each part, without rules between": """
-----------------------------------------
*Search*       Alpha [1]     beams   2019
               Beta [2]      trees   2020
*Learning*     Gamma [3]     steps   2018
               Delta [4]     ends    2021
               Eta [5]       both    2022
-----------------------------------------
""",
    "a row of sums below a rule": """
---------------------------
Part      Files    Lines
---------------------------
Reader    12       3400
Writer    7        1200
Tests     31       9800
---------------------------
Total     50       14400
---------------------------
""",
    "a group over two of the columns only": """
----------------------------------------------
                       Scores
                  --------------------
Model     Size    Words       Sentences  Year
----------------------------------------------
Alpha     12M     81.5        44.0       2019
Beta      7M      83.0        47.2       2020
Gamma     90M     80.2        50.9       2021
----------------------------------------------
""",
}
